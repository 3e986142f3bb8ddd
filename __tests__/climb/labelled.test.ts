import { expect, test } from 'vitest';
import { chanceFrom } from '../../src/chance.ts';
import { climb } from '../../src/climb/climb.ts';
import { examplesOfLabels } from '../../src/climb/labelled.ts';
import { labelSchema, type Label } from '../../src/domain/label.ts';
import { answer } from './answers.ts';

const label = (id: string, over: Partial<Label> = {}): Label =>
  labelSchema.parse({ id, input: `Question ${id}`, output: 'At noon.', label: 'pass', ...over });

const fail = { label: 'fail' } as const;
const called = (...names: string[]) => ({ tool_calls: names.map((name) => ({ name })) });
const given = (...ids: string[]) => ({ documents: ids.map((id) => ({ id })) });

test.each<[string, Label[], string[]]>([
  ['that agree count once', [label('a'), label('b'), label('c')], ['a']],
  ['that contradict each other count for nothing', [label('a'), label('b'), label('c', fail)], []],
  [
    'are those of equal structures',
    [label('a', { output: { at: 1, on: 2 } }), label('b', { output: { on: 2, at: 1 }, ...fail })],
    [],
  ],
  [
    'are not those of other outputs',
    [label('a'), label('b', { output: 'At one.', ...fail })],
    ['a', 'b'],
  ],
  [
    'are not those of other tool calls',
    [label('a', called('x')), label('b', called('y'))],
    ['a', 'b'],
  ],
  [
    'are not those of other documents',
    [label('a', given('x')), label('b', given('y'))],
    ['a', 'b'],
  ],
  ['are those with no tool call, said or not', [label('a', called()), label('b', fail)], []],
])('labels of one output %s', (_what, labels, ids) => {
  expect(examplesOfLabels(labels).map(({ id }) => id)).toEqual(ids);
});

test('a few outputs that are labelled over and over are no ground for code', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const chance = chanceFrom(seed);
    const labels = Array.from({ length: 10 }, () => ({
      output: answer(chance),
      label: chance() < 0.5 ? ('pass' as const) : ('fail' as const),
    })).flatMap((said, at) =>
      Array.from({ length: 6 }, (_, copy) => label(`l-${at}-${copy}`, said)),
    );
    expect((await climb(examplesOfLabels(labels), { seed })).outcome).toBe('too few');
  }
});
