import { expect, test } from 'vitest';
import { historyAfter, historyText, readHistory } from '../../src/baseline/history.ts';
import { storeRun } from '../../src/baseline/store.ts';
import type { Baseline, StoredEval } from '../../src/domain/baseline.ts';
import type { TargetHistory } from '../../src/domain/history.ts';
import { memoryBranch } from './data-branch.ts';

const hash = (letter: string) => letter.repeat(16);
const sha = (nr: number) => String(nr).padStart(40, '0');

type Over = { marks?: string; cases?: string[]; input?: string; one?: Partial<StoredEval> };

/** The `nr`-th run of the branch: one target, one eval. */
const run = (
  nr: number,
  { marks = 'ppp', cases = ['a', 'b', 'c'], input = '1', one }: Over = {},
) => {
  const record: Baseline = {
    schema: 1,
    commit: sha(nr),
    branch: 'main',
    at: new Date(Date.UTC(2026, 0, nr)).toISOString(),
    verdict: 'pass',
    targets: {
      desk: {
        fingerprint: hash('0'),
        measuredAt: sha(nr),
        trials: 1,
        models: [],
        usage: { calls: 0, inputTokens: 0, outputTokens: 0, seconds: 0 },
        cases: cases.map((id) => [id, hash(input), hash('9')]),
        outputs: [],
      },
    },
    evals: {
      'tone/kind': {
        rung: 'code',
        target: 'desk',
        fingerprint: hash('e'),
        deterministic: false,
        measuredAt: sha(nr),
        marks,
        ...one,
      },
    },
  };
  return { record, anew: new Set(['desk']) };
};

const after = (runs: ReturnType<typeof run>[]): TargetHistory[] =>
  runs.reduce<TargetHistory[]>((history, one) => historyAfter(history, one), []);

const kind = (histories: readonly TargetHistory[]) => histories[0]?.evals['tone/kind'];
const marksOf = (histories: readonly TargetHistory[]) => ({
  anchor: kind(histories)?.anchor.map(({ marks }) => marks),
  recent: kind(histories)?.recent.map(({ marks }) => marks),
});

const numbered = (count: number, over?: Over) =>
  Array.from({ length: count }, (_, at) => run(at + 1, over));

test('the first five runs are the anchor, and stay it; of the others the newest five are kept', () => {
  const commits = (runs?: { commit: string }[]) => runs?.map(({ commit }) => Number(commit));
  const history = kind(after(numbered(13)));
  expect(commits(history?.anchor)).toEqual([1, 2, 3, 4, 5]);
  expect(commits(history?.recent)).toEqual([9, 10, 11, 12, 13]);
});

test('what is carried over, even in part, and a commit that was run again are no new runs', () => {
  const [first] = numbered(1);
  const carried = { ...run(2), anew: new Set<string>() };
  expect(kind(after([first!, carried, first!]))?.anchor).toHaveLength(1);
});

test('a case that could not be graded, and one with another input, say nothing', () => {
  const other = run(2, { marks: 'esfp', cases: ['c', 'b', 'a', 'd'] });
  expect(marksOf(after([run(1, { marks: 'pfp' }), other])).anchor).toEqual(['pfp-', '--fp']);
});

test.each([
  ['the check changed', run(2, { one: { fingerprint: hash('f') } })],
  ['a judge took its place', run(2, { one: { rung: 'judge' } })],
  ['most cases changed', run(2, { input: '2' })],
])('where %s the history begins anew', (_name, next) => {
  expect(kind(after([run(1), next]))?.anchor.map(({ commit }) => commit)).toEqual([sha(2)]);
});

test('five runs that are better beyond luck become the anchor', () => {
  const cases = Array.from({ length: 20 }, (_, at) => `c${at}`);
  const low = numbered(5, { cases, marks: 'f'.repeat(10) + 'p'.repeat(10) });
  const high = [6, 7, 8, 9, 10].map((nr) => run(nr, { cases, marks: 'p'.repeat(20) }));
  const history = kind(after([...low, ...high]));
  expect(history?.anchor.map(({ commit }) => Number(commit))).toEqual([6, 7, 8, 9, 10]);
  expect(history?.recent).toEqual([]);
});

test.each([
  ['a deterministic eval cannot drift', run(1, { one: { deterministic: true } })],
  ['a run without evals leaves no trace', { ...run(1), record: { ...run(1).record, evals: {} } }],
])('%s', (_name, one) => {
  expect(after([one])).toEqual([]);
});

test('it is kept on the data branch with the run, and read back', async () => {
  const { branch, files } = memoryBranch();
  const store = (nr: number) =>
    storeRun(
      branch,
      { ...run(nr), shards: [], isBaseline: true },
      async () => false,
      async () => {},
    );
  await store(1);
  await store(2);
  expect(Object.keys(files())).toContain('history/main.jsonl');
  const read = await readHistory(branch, await branch.snapshot(), 'main');
  expect(read).toEqual(after(numbered(2)));
});

test('a damaged line is an error that names its place, never an empty history', async () => {
  const text = `${historyText(after(numbered(1)))}{"target":`;
  const { branch } = memoryBranch({ 'history/main.jsonl': text });
  await expect(readHistory(branch, await branch.snapshot(), 'main')).rejects.toThrow(
    /failmode-data@\w+:history\/main\.jsonl:2 cannot be read/,
  );
});
