import { expect, test } from 'vitest';
import { drifted, hasRisen, runsCompared } from '../../src/decide/drift.ts';
import type { EvalHistory, TargetHistory } from '../../src/domain/history.ts';
import { chanceFrom } from '../../src/chance.ts';

/** Five runs in which so many of the cases pass. */
const runs = (passing: readonly number[], cases: number, month: number) =>
  passing.map((count, at) => ({
    commit: `${month}-${at}`,
    at: `2026-0${month}-0${at + 1}T00:00:00.000Z`,
    marks: 'p'.repeat(count) + 'f'.repeat(cases - count),
  }));

const history = (
  before: readonly number[],
  now: readonly number[],
  over: Partial<EvalHistory> = {},
): EvalHistory => ({
  rung: 'code',
  fingerprint: 'print',
  anchor: runs(before, 30, 1),
  recent: runs(now, 30, 6),
  ...over,
});

const of = (evals: TargetHistory['evals']): TargetHistory[] => [
  { schema: 1, target: 'desk', cases: [], evals },
];

const steady = [29, 30, 28, 29, 30];
const slid = [25, 24, 26, 25, 24];

test('what slid in small steps is told with its numbers and since when', () => {
  expect(drifted(of({ 'tone/kind': history(steady, slid) }))).toEqual([
    {
      eval: 'tone/kind',
      before: { passed: 146, graded: 150 },
      now: { passed: 124, graded: 150 },
      since: '2026-01-01T00:00:00.000Z',
    },
  ]);
});

test.each([
  ['it did not move', history(steady, steady)],
  ['it rose', history(slid, steady)],
  ['it has too few runs', history(steady, slid.slice(0, runsCompared - 1))],
  ['all its cases are others now', history(steady, slid, { anchor: runs([0], 0, 1) })],
])('where %s nothing is told', (_name, one) => {
  expect(drifted(of({ 'tone/kind': one }))).toEqual([]);
});

test('what one eval alone would be told of is luck among thirty', () => {
  const little = history(steady, [27, 26, 27, 28, 28]);
  expect(drifted(of({ 'tone/kind': little }))).toHaveLength(1);
  const many = Array.from({ length: 30 }, (_, at) => [`other/${at}`, history(steady, steady)]);
  expect(drifted(of({ 'tone/kind': little, ...Object.fromEntries(many) }))).toHaveLength(0);
});

test('a judge is asked about the same case again and again: only how many cases changed counts', () => {
  const one = history([30, 30, 30, 30, 30], [25, 25, 25, 25, 25], { rung: 'judge' });
  expect(drifted(of({ 'tone/kind': one }))).toHaveLength(0);
  const eight = history([30, 30, 30, 30, 30], [22, 22, 22, 22, 22], { rung: 'judge' });
  expect(drifted(of({ 'tone/kind': eight }))).toHaveLength(1);
});

test('runs that are better beyond luck are told apart from luck', () => {
  expect(hasRisen(history(slid, steady))).toBe(true);
  expect(hasRisen(history(steady, steady))).toBe(false);
  expect(hasRisen(history(steady, slid))).toBe(false);
});

test('in 300 histories that did not move, at most 1 in 50 is said to have', () => {
  const chance = chanceFrom(20261126);
  const rates = Array.from({ length: 30 }, () => (chance() < 0.3 ? 0.5 + chance() / 2 : 1));
  const marks = () => rates.map((rate) => (chance() < rate ? 'p' : 'f')).join('');
  const five = () =>
    Array.from({ length: 5 }, () => ({ commit: 'c', at: '2026-01-01T00:00:00Z', marks: marks() }));
  const alarms = Array.from({ length: 300 }, () =>
    drifted(of({ 'tone/kind': history([], [], { anchor: five(), recent: five() }) })),
  ).filter(({ length }) => length > 0);
  expect(alarms.length).toBeLessThanOrEqual(6);
});
