import type { AssertionEntry } from '../domain/assertion.ts';
import { wilson, type Interval } from '../decide/statistics/wilson.ts';
import { has } from './bits.ts';
import { minimumToReplace, mostWrong } from './limits.ts';
import type { Example, Sample } from './sample.ts';
import type { Validated } from './validate.ts';
import { yamlOf } from './yaml.ts';

/** `count` of `of`, with Wilson's 95 % interval. */
export type Rate = { count: number; of: number } & Interval;

/** On examples that the search had not seen, of fails. */
export type Measured = {
  /** Of what it fails, how much people failed. */
  precision: Rate;
  /** Of what people failed, how much it fails. */
  recall: Rate;
};

export type Proposal = Measured & {
  family: string;
  /** What to paste under `assert:`; where one is broken, the failure mode occurred. */
  assert: AssertionEntry[];
  /** Labels that were not foretold, by id: the first few, and how many there are. */
  wrong: Pick<Example, 'id' | 'label'>[];
  wrongCount: number;
  /** Precision and recall both reach the minimum. */
  ready: boolean;
  /** `assert` as lines of YAML. */
  yaml: string;
};

const rate = (count: number, of: number): Rate => ({ count, of, ...wilson(count, of) });

export const measuredOf = ({ labels: { tn, fn, fp } }: Pick<Validated, 'labels'>): Measured => ({
  precision: rate(tn, tn + fn),
  recall: rate(tn, tn + fp),
});

/** True: both shares reach the minimum. */
export const reach = ({ precision, recall }: Measured, minimum: number): boolean =>
  [precision, recall].every(({ count, of }) => of > 0 && count / of >= minimum);

export const proposalOf = (
  validated: Validated,
  { examples }: Sample,
  minimum = minimumToReplace,
): Proposal => {
  const { family, choice, failed } = validated;
  const measured = measuredOf(validated);
  const wrong = examples
    .filter(({ label }, index) => has(failed, index) !== (label === 'fail'))
    .map(({ id, label }) => ({ id, label }));
  return {
    family,
    assert: choice.assert,
    ...measured,
    wrong: wrong.slice(0, mostWrong),
    wrongCount: wrong.length,
    ready: reach(measured, minimum),
    yaml: yamlOf(choice.assert),
  };
};
