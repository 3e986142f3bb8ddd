import { fingerprint } from '../baseline/fingerprint.ts';
import { code, didYouMean } from '../definitions/words.ts';
import type { Label, Split } from '../domain/label.ts';
import { leavesOf } from './leaves.ts';
import type { JudgePrompt } from './prompt.ts';

/** A label that a prompt may not show, or an id that is no label's; `shown`: by what the prompt does. */
export type Leak = {
  label: string;
  split: Split | undefined;
  what: string;
  mend: string;
  shown: string;
};

/** Shorter outputs stand in a prompt by chance. */
const shortestLeak = 40;

const byId = (labels: readonly Label[]): Map<string, Label> =>
  new Map(labels.map((label) => [label.id, label]));

/** The labels that a prompt names as examples, in its order; those it may not show are left out. */
export const examplesOf = (prompt: JudgePrompt, labels: readonly Label[]): Label[] => {
  const known = byId(labels);
  return prompt.examples
    .map((id) => known.get(id))
    .filter((label) => label !== undefined)
    .filter(({ split }) => split === 'train');
};

const why = 'what the judge has seen measures nothing';

const leakOfExample = (id: string, known: ReadonlyMap<string, Label>): Leak[] => {
  const label = known.get(id);
  if (label === undefined) {
    const mend = didYouMean(id, [...known.keys()], 'name a label of the split `train`');
    return [
      { label: id, split: undefined, what: `there is no label ${code(id)}`, mend, shown: id },
    ];
  }
  const { split } = label;
  if (split === 'train') return [];
  const what = `the example ${code(id)} is a label of the split \`${split}\`: ${why}`;
  return [{ label: id, split, what, mend: 'take one of `train`, or move it there', shown: id }];
};

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const leakOfText = ({ id, split, output }: Label, text: string): Leak[] => {
  const shown = leavesOf(output)
    .map(folded)
    .find((leaf) => leaf.length >= shortestLeak && text.includes(leaf));
  if (split === 'train' || shown === undefined) return [];
  const what = `the output of ${code(id)}, of the split \`${split}\`, stands in the prompt: ${why}`;
  return [{ label: id, split, what, mend: 'take it out, or move the label to `train`', shown }];
};

const foldedIn = (value: unknown): unknown => {
  if (typeof value === 'string') return folded(value);
  if (Array.isArray(value)) return value.map(foldedIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, foldedIn(inner)]));
};

/** Equal where two outputs say the same; undefined where one says nothing. */
const sayingOf = ({ output }: Label): string | undefined =>
  leavesOf(output).some((leaf) => folded(leaf) !== '') ? fingerprint(foldedIn(output)) : undefined;

/** Copies of labels that are held back, of each example the first: a copy is known by its output. */
const leaksOfCopies = (examples: readonly Label[], labels: readonly Label[]): Leak[] => {
  const held = Map.groupBy(
    labels.filter(({ split }) => split !== 'train'),
    sayingOf,
  );
  return examples.flatMap((example) => {
    const saying = sayingOf(example);
    const [copied] = saying === undefined ? [] : (held.get(saying) ?? []);
    if (copied === undefined) return [];
    const { id, split } = copied;
    const what = `the example ${code(example.id)} says what ${code(id)}, of the split \`${split}\`, says: ${why}`;
    return [
      {
        label: id,
        split,
        what,
        mend: `take another example, or move ${code(id)} to \`train\``,
        shown: example.id,
      },
    ];
  });
};

/** Every label of `dev` or `test` that a prompt shows its judge, and every example that is unknown. */
export const leaksOf = (prompt: JudgePrompt, labels: readonly Label[]): Leak[] => {
  const known = byId(labels);
  const text = folded(prompt.text);
  return [
    ...prompt.examples.flatMap((id) => leakOfExample(id, known)),
    ...leaksOfCopies(examplesOf(prompt, labels), labels),
    ...[...known.values()].flatMap((label) => leakOfText(label, text)),
  ];
};
