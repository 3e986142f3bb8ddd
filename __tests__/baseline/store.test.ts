import { expect, test } from 'vitest';
import { findBaseline, storeRun } from '../../src/baseline/store.ts';
import type { Baseline } from '../../src/domain/baseline.ts';
import { memoryBranch } from './data-branch.ts';

const sha = (letter: string) => letter.repeat(40);
/** A history in which `a` is the oldest commit. */
const order = ['a', 'b', 'c', 'd'].map(sha);
const isAncestor = async (older: string, newer: string) =>
  order.indexOf(older) < order.indexOf(newer);
const newestUpTo = (commit: string) => async (candidates: ReadonlySet<string>) =>
  order.slice(0, order.indexOf(commit) + 1).findLast((one) => candidates.has(one));
const noPause = async () => {};

const record = (letter: string, over: Partial<Baseline> = {}): Baseline => ({
  schema: 1,
  commit: sha(letter),
  branch: 'main',
  at: '2026-11-20T10:00:00.000Z',
  verdict: 'pass',
  targets: {},
  evals: {},
  ...over,
});
const baselineFile = (letter: string): Record<string, string> => ({
  [`baselines/main/${sha(letter)}.json`]: JSON.stringify(record(letter)),
});
const run = (letter: string, isBaseline = true) => ({
  record: record(letter),
  anew: new Set<string>(),
  shards: [],
  isBaseline,
});

test('the baseline is the newest one that is the base or an ancestor of it', async () => {
  const { branch } = memoryBranch({
    ...baselineFile('a'),
    ...baselineFile('b'),
    ...baselineFile('d'),
  });
  const found = await findBaseline(branch, 'main', newestUpTo(sha('c')));
  expect(found.baseline?.commit).toBe(sha('b'));
});

test("the branch's latest run counts where it is newer than the baseline, and no newer than the base", async () => {
  const latest = { 'latest/main.json': JSON.stringify(record('c', { verdict: 'regressed' })) };
  const { branch } = memoryBranch({ ...baselineFile('a'), ...latest });
  const at = async (commit: string) => findBaseline(branch, 'main', newestUpTo(sha(commit)));
  expect((await at('d')).latest?.commit).toBe(sha('c'));
  expect((await at('d')).baseline?.commit).toBe(sha('a'));
  expect((await at('b')).latest).toBeUndefined();
});

test.each([
  ['cut short', '{"schema":1,"commit":'],
  ['of another shape', '{"schema":1}'],
  ['of a later version', JSON.stringify({ ...record('a'), schema: 2 })],
])(
  'a baseline that is %s is an error that names commit and path, never an empty one',
  async (_name, text) => {
    const path = `baselines/main/${sha('a')}.json`;
    const { branch } = memoryBranch({ [path]: text });
    const { commit } = await branch.snapshot();
    await expect(findBaseline(branch, 'main', newestUpTo(sha('a')))).rejects.toThrow(
      `failmode-data@${commit}:${path} cannot be read`,
    );
  },
);

test('a push that regressed is kept as the latest run alone', async () => {
  const { branch, files } = memoryBranch();
  await storeRun(branch, run('a', false), isAncestor, noPause);
  expect(Object.keys(files())).toEqual(['latest/main.json']);
});

test('the run of an older commit that ends late does not replace the latest', async () => {
  const { branch, files } = memoryBranch();
  await storeRun(branch, run('b'), isAncestor, noPause);
  await storeRun(branch, run('a'), isAncestor, noPause);
  expect(JSON.parse(files()['latest/main.json'] ?? '')).toMatchObject({ commit: sha('b') });
  expect(Object.keys(files())).toContain(`baselines/main/${sha('a')}.json`);
});

test('a branch whose name has a slash has one folder', async () => {
  const { branch, files } = memoryBranch();
  await storeRun(
    branch,
    { ...run('a'), record: record('a', { branch: 'release/1' }) },
    isAncestor,
    noPause,
  );
  expect(Object.keys(files())).toContain(`baselines/release%2F1/${sha('a')}.json`);
});

test('of many writers at once none is lost', async () => {
  const { branch, commits } = memoryBranch();
  const letters = ['a', 'b', 'c', 'd'];
  await Promise.all(letters.map((letter) => storeRun(branch, run(letter), isAncestor, noPause)));
  const stored = [...(commits.at(-1) ?? new Map()).keys()].filter((path) =>
    path.startsWith('baselines/'),
  );
  expect(stored).toHaveLength(letters.length);
});

test('nothing is written where nothing changed', async () => {
  const { branch, commits } = memoryBranch();
  await storeRun(branch, run('a'), isAncestor, noPause);
  const before = commits.length;
  await storeRun(branch, run('a'), isAncestor, noPause);
  expect(commits.length).toBe(before);
});
