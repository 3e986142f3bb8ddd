import { expect, test } from 'vitest';
import { acceptancesOfPush } from '../../src/baseline/acceptances-of-push.ts';
import {
  addAcceptance,
  keepRun,
  readAcceptances,
  readRuns,
} from '../../src/baseline/pull-request.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { StoredRun } from '../../src/domain/stored-run.ts';
import { detail, modeRow, report } from '../reports/report.ts';
import { memoryBranch } from './data-branch.ts';

const noPause = async () => {};
const run = (key: string, over: Partial<StoredRun> = {}): StoredRun => ({
  key,
  head: 'a'.repeat(40),
  at: '2026-11-20T10:00:00.000Z',
  run: { number: 5, attempt: 1 },
  policy: { fail_on: 'regression', second_person: false },
  report: report(),
  ...over,
});
const acceptance = (comment: number): Acceptance => ({
  comment,
  what: { kind: 'mode', mode: 'slot', cases: { 'slot/check': ['c-1'] } },
  head: 'a'.repeat(40),
  code: '0'.repeat(12),
  reason: 'wanted',
  by: 'alice',
  at: '2026-11-20T10:00:00.000Z',
});
const accepted = (number: number, ...comments: number[]) => ({
  [`accepted/${number}.json`]: JSON.stringify({
    schema: 1,
    pullRequest: number,
    acceptances: comments.map(acceptance),
  }),
});

test('a pull request of which nothing is stored has no runs and no acceptances', async () => {
  const { branch } = memoryBranch();
  const snapshot = await branch.snapshot();
  expect(await readRuns(branch, snapshot, 7)).toEqual({ schema: 1, pullRequest: 7, runs: [] });
  expect(await readAcceptances(branch, snapshot, 7)).toEqual([]);
});

test('the newest three runs are kept, each key once, the last one last', async () => {
  const { branch } = memoryBranch();
  for (const key of ['a', 'b', 'c', 'd', 'b']) await keepRun(branch, 7, run(key), noPause);
  const { runs } = await readRuns(branch, await branch.snapshot(), 7);
  expect(runs.map(({ key }) => key)).toEqual(['c', 'd', 'b']);
});

test('a run is read as it was kept', async () => {
  const { branch } = memoryBranch();
  const whole = run('a', {
    report: report({ details: [detail()], decision: { rows: [modeRow('Slot')] } }),
  });
  await keepRun(branch, 7, whole, noPause);
  expect((await readRuns(branch, await branch.snapshot(), 7)).runs).toEqual([whole]);
});

test('however much is said of its cases, the file stays below a mebibyte and counts them all', async () => {
  const { branch, files } = memoryBranch();
  const newlyFailing = Array.from({ length: 2000 }, (_, index) => ({
    case: `c-${index}`,
    critique: 'é'.repeat(5000),
  }));
  const errors = newlyFailing.map(({ case: id, critique }) => ({ case: id, reason: critique }));
  const large = report({
    details: Array.from({ length: 50 }, () => detail({ after: '🙂'.repeat(20_000) })),
    decision: { rows: [modeRow('Slot', { verdict: 'regressed', newlyFailing, errors })] },
  });
  for (const key of ['a', 'b', 'c']) await keepRun(branch, 7, run(key, { report: large }), noPause);
  expect(Buffer.byteLength(files()['runs/7.json'] ?? '')).toBeLessThan(2 ** 20);
  const last = (await readRuns(branch, await branch.snapshot(), 7)).runs.at(-1);
  expect(last?.report.decision.rows[0]?.evals[0]?.newlyFailing).toHaveLength(2000);
});

test('of many runs that accept by one comment at once there is one acceptance', async () => {
  const { branch, commits } = memoryBranch();
  const all = Array.from({ length: 20 }, () => addAcceptance(branch, 7, acceptance(1), noPause));
  await Promise.all(all);
  expect(await readAcceptances(branch, await branch.snapshot(), 7)).toEqual([acceptance(1)]);
  expect(commits).toHaveLength(2);
});

test('of many that accept by different comments at once none is lost', async () => {
  const { branch } = memoryBranch();
  await Promise.all([1, 2, 3, 4, 5].map((id) => addAcceptance(branch, 7, acceptance(id), noPause)));
  const all = await readAcceptances(branch, await branch.snapshot(), 7);
  expect(new Set(all.map(({ comment }) => comment))).toEqual(new Set([1, 2, 3, 4, 5]));
});

test.each([
  ['cut short', '{"schema":1,'],
  ['of a later version', JSON.stringify({ schema: 2, pullRequest: 7, runs: [], acceptances: [] })],
  [
    'of another shape',
    JSON.stringify({ schema: 1, pullRequest: 7, runs: [{}], acceptances: [{}] }),
  ],
  [
    'without a decision',
    JSON.stringify({
      schema: 1,
      pullRequest: 7,
      runs: [{ ...run('a'), report: {} }],
      acceptances: 1,
    }),
  ],
])('a file that is %s is an error that names commit and path', async (_name, text) => {
  const { branch } = memoryBranch({ 'runs/7.json': text, 'accepted/7.json': text });
  const snapshot = await branch.snapshot();
  const place = (path: string) => `failmode-data@${snapshot.commit}:${path} cannot be read`;
  await expect(readRuns(branch, snapshot, 7)).rejects.toThrow(place('runs/7.json'));
  await expect(readAcceptances(branch, snapshot, 7)).rejects.toThrow(place('accepted/7.json'));
});

test('a push carries the acceptances of the pull requests it came from, each once', async () => {
  const { branch } = memoryBranch({ ...accepted(7, 1, 2), ...accepted(8, 3), ...accepted(9, 4) });
  const from: Record<string, number[]> = { c: [7], b: [8, 7], a: [12] };
  const all = await acceptancesOfPush(
    branch,
    async () => ['c', 'b', 'a'],
    async (commit) => from[commit] ?? [],
  );
  expect(all.map(({ comment }) => comment)).toEqual([1, 2, 3]);
});

test('where nothing was ever accepted, nobody is asked where a push came from', async () => {
  const { branch } = memoryBranch({ 'baselines/main/x.json': '{}' });
  const never = () => Promise.reject(new Error('asked'));
  expect(await acceptancesOfPush(branch, never, never)).toEqual([]);
});
