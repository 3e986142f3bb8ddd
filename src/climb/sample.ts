import { subjectOf } from '../assertions/subject.ts';
import type { Case } from '../domain/case.ts';
import type { Output } from '../domain/output.ts';
import { bitsWhere, type Bits } from './bits.ts';

/** An output, and what a person (or a judge's recorded verdict) said of it. */
export type Example = { id: string; case: Case; output: Output; label: 'pass' | 'fail' };

/** The ids of each corpus, by its name in `failmode.yml`. */
export type Corpora = ReadonlyMap<string, ReadonlySet<string>>;

/** Some of the examples, by their numbers. */
export type Part = { fails: Bits; passes: Bits };

/** What becomes of a part where the same is done to both classes. */
export const onPart = ({ fails, passes }: Part, change: (members: Bits) => Bits): Part => ({
  fails: change(fails),
  passes: change(passes),
});

/** The examples in an order of their own, whatever order they came in. */
export type Sample = {
  examples: readonly Example[];
  /** What an assertion on the output reads of each. */
  texts: readonly string[];
  corpora: Corpora;
  whole: Part;
};

const keyOf = ({ id, case: caseOf, output, label }: Example): string =>
  JSON.stringify([id, caseOf, output, label]);

const ordered = (examples: readonly Example[]): Example[] =>
  examples
    .map((example) => ({ example, key: keyOf(example) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ example }) => example);

/** A target that answered an `error` fails every eval, whatever is asserted: it is left out. */
const isAnswer = ({ output }: Example): boolean => (output.error ?? '') === '';

export const sampleOf = (given: readonly Example[], corpora: Corpora): Sample => {
  const examples = ordered(given.filter(isAnswer));
  const labelled = (label: Example['label']): Bits =>
    bitsWhere(examples.length, (index) => examples[index]?.label === label);
  return {
    examples,
    texts: examples.map((example) => subjectOf(example.case, example.output).text),
    corpora,
    whole: { fails: labelled('fail'), passes: labelled('pass') },
  };
};
