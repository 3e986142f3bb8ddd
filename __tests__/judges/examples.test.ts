import { expect, test } from 'vitest';
import { labelSchema, type Label } from '../../src/domain/label.ts';
import { examplesOf, leaksOf } from '../../src/judges/examples.ts';
import { parseJudgePrompt } from '../../src/judges/prompt.ts';

const label = (id: string, split: Label['split'], output: unknown): Label =>
  labelSchema.parse({ id, split, input: 'x', output, label: 'pass' });

const promptWith = (examples: string[], words = '') => {
  const front = examples.length === 0 ? '' : `---\nexamples: [${examples.join(', ')}]\n---\n`;
  const shown = examples.length === 0 ? '' : '{{ examples }}';
  return parseJudgePrompt('p.md', `${front}${words} {{ output }} ${shown}`);
};

const labels = [
  label('a', 'train', 'By noon.'),
  label('b', 'dev', 'Tomorrow.'),
  label('c', 'test', 'Never.'),
];

test('only labels of train are examples', () => {
  const prompt = promptWith(['c', 'a', 'b', 'zzz']);
  expect(examplesOf(prompt, labels).map(({ id }) => id)).toEqual(['a']);
  expect(leaksOf(promptWith(['a']), labels)).toEqual([]);
});

test('an example that is unknown, or kept for measuring, is a leak', () => {
  const why = 'what the judge has seen measures nothing';
  const mend = 'take one of `train`, or move it there';
  expect(leaksOf(promptWith(['a', 'b', 'c', 'zzz']), labels)).toEqual([
    {
      label: 'b',
      split: 'dev',
      what: `the example \`b\` is a label of the split \`dev\`: ${why}`,
      mend,
      shown: 'b',
    },
    {
      label: 'c',
      split: 'test',
      what: `the example \`c\` is a label of the split \`test\`: ${why}`,
      mend,
      shown: 'c',
    },
    {
      label: 'zzz',
      split: undefined,
      what: 'there is no label `zzz`',
      mend: 'name a label of the split `train`',
      shown: 'zzz',
    },
  ]);
});

const long = 'We have a tour on Tuesday at ten, and one on Friday.';

test.each([
  ['as it stands', long, `Such as: ${long}`],
  ['over other lines', long, `Such as:\n> ${long.replaceAll(' ', '\n ')}`],
  ['a part of a structure', { slots: [{ say: long }] }, `"${long}"`],
])('the output of a label in the prompt is a leak: %s', (_, output, words) => {
  const shown = (['train', 'dev', 'test'] as const).map((split) => label(split, split, output));
  expect(leaksOf(promptWith([], words), shown)).toMatchObject([
    { label: 'dev', split: 'dev', what: expect.stringMatching(/^the output of `dev`/) },
    { label: 'test', split: 'test', mend: 'take it out, or move the label to `train`' },
  ]);
});

test.each([
  ['as it stands', 'Never.', 'Never.'],
  ['over other lines', long, ` ${long.replaceAll(' ', '\n ')}\n`],
  ['a structure', { say: 'Not now.', to: 'you' }, { to: 'you', say: 'Not  now.\n' }],
])('an example that is a copy of a label kept for measuring is a leak: %s', (_, output, copy) => {
  const copied = { ...label('train-3', 'train', copy), input: 'other', label: 'fail' as const };
  const other = label('train-4', 'train', 'Of its own.');
  const held = [label('fail-3', 'test', output), label('dev-3', 'dev', 'Else.')];
  const prompt = promptWith(['train-3', 'train-4']);
  expect(leaksOf(prompt, [copied, other, ...held])).toEqual([
    {
      label: 'fail-3',
      split: 'test',
      what: 'the example `train-3` says what `fail-3`, of the split `test`, says: what the judge has seen measures nothing',
      mend: 'take another example, or move `fail-3` to `train`',
      shown: 'train-3',
    },
  ]);
  expect(leaksOf(promptWith(['train-4']), [copied, other, ...held])).toEqual([]);
});

test('an example with the id of a label kept for measuring is a leak, whichever line is last', () => {
  const lines = [label('a', 'test', 'Never.'), label('a', 'train', 'Never.')];
  for (const given of [lines, lines.toReversed()]) {
    expect(leaksOf(promptWith(['a']), given)).toMatchObject([{ label: 'a', split: 'test' }]);
  }
});

test('outputs that say nothing are no copies of each other', () => {
  const silent = [label('a', 'train', ''), label('b', 'test', ' ')];
  expect(leaksOf(promptWith(['a']), silent)).toEqual([]);
});

test('a short output stands in a prompt by chance', () => {
  const short = label('a', 'test', 'x'.repeat(39));
  expect(leaksOf(promptWith([], 'x'.repeat(39)), [short])).toEqual([]);
});
