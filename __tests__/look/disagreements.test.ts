import { expect, test } from 'vitest';
import { disagreementsOf } from '../../src/look/disagreements.ts';
import type { Baseline } from '../../src/domain/baseline.ts';
import type { Definitions, Files } from '../../src/domain/definitions.ts';
import { filesOf } from '../definitions/files.ts';
import { jsonl } from './traces.ts';

const label = (id: string, output: unknown) => ({ id, input: 'q', output, label: 'pass' });
const files: Files = filesOf({
  'evals/labels/kind.jsonl': jsonl(
    label('t-1', 'No.'),
    label('l-2', { text: 'Yes.' }),
    label('l-3', 'Maybe.'),
  ),
});

const judge = { rung: 'judge', target: 'desk', judge: { labels: 'evals/labels/kind.jsonl' } };
const definitions = {
  evals: [{ name: 'tone/kind', mode: 'tone', eval: judge }],
} as unknown as Definitions;

/** The branch's latest run, in which the judge said otherwise on these labels. */
const latest = (...labels: string[]): Baseline => {
  const disagreements = labels.map((one) => ({
    label: one,
    person: 'pass',
    judge: 'fail',
    judgeSaid: '',
  }));
  return { evals: { 'tone/kind': { calibration: { disagreements } } } } as unknown as Baseline;
};

test.each([
  ['the trace has the id of the label', { id: 't-1', output: 'another' }, ['tone/kind']],
  [
    'the output is the very one, in whatever order of keys',
    { id: 'x', output: { text: 'Yes.' } },
    ['tone/kind'],
  ],
  ['judge and person agreed', { id: 'l-3', output: 'Maybe.' }, []],
  ['nobody judged it', { id: 'x', output: 'x' }, []],
])('where %s', async (_name, trace, names) => {
  const on = await disagreementsOf(definitions, files, latest('t-1', 'l-2', 'gone'));
  expect(on(trace)).toEqual(names);
});

test('before the first run nobody disagrees', async () => {
  const on = await disagreementsOf(definitions, files, undefined);
  expect(on({ id: 't-1', output: 'No.' })).toEqual([]);
});
