import { expect, test } from 'vitest';
import {
  minimumDetectableDrop,
  minimumDetectableDropJudged,
} from '../../src/decide/statistics/detectable.ts';
import { newcombe } from '../../src/decide/statistics/newcombe.ts';
import { meanRate, rateDifference } from '../../src/decide/statistics/rate.ts';
import { wilson } from '../../src/decide/statistics/wilson.ts';

const times = <Value>(n: number, value: Value): Value[] => Array.from({ length: n }, () => value);

/** Half of the cases keep 2 of 2, half 1 of 2; all had 3 of 3. */
const half = (n: number) => [
  ...times(n / 2, { b: 3, nB: 3, h: 1, nH: 2 }),
  ...times(n / 2, { b: 3, nB: 3, h: 2, nH: 2 }),
];

test('a rate is the mean of the cases, however many trials each has', () => {
  const cases = [
    { passes: 1, graded: 1 },
    { passes: 1, graded: 4 },
    { passes: 0, graded: 0 },
  ];
  expect(meanRate(cases)).toEqual({ rate: 0.625, ...wilson(1.25, 2) });
});

test('there is no rate without a graded case', () => {
  expect(meanRate([{ passes: 0, graded: 0 }])).toBeUndefined();
  expect(rateDifference([{ b: 1, nB: 1, h: 0, nH: 0 }])).toBeUndefined();
});

test("with one trial a side, the difference has Newcombe's interval", () => {
  const cases = [
    ...times(24, { b: 1, nB: 1, h: 1, nH: 1 }),
    ...times(3, { b: 1, nB: 1, h: 0, nH: 1 }),
    { b: 0, nB: 1, h: 1, nH: 1 },
    ...times(2, { b: 0, nB: 1, h: 0, nH: 1 }),
  ];
  const { delta, lower, upper } = newcombe({ a: 24, b: 3, c: 1, d: 2 });
  expect(rateDifference(cases)).toEqual({ delta, interval: { lower, upper }, approximate: false });
});

test('with several trials the interval is approximate, and none is given under 30 cases', () => {
  expect(rateDifference(half(28))).toEqual({
    delta: -0.25,
    interval: undefined,
    approximate: true,
  });
  const reach = 1.959963984540054 * Math.sqrt((30 * 0.25 ** 2) / 29 / 30);
  expect(rateDifference(half(30))).toEqual({
    delta: -0.25,
    interval: {
      lower: expect.closeTo(-0.25 - reach, 12),
      upper: expect.closeTo(-0.25 + reach, 12),
    },
    approximate: true,
  });
});

test.each([
  [10, 26],
  [20, 18],
  [30, 14],
  [50, 10],
  [100, 7],
  [300, 3.7],
])('of %i cases, a drop of %d points is caught 4 times in 5', (cases, points) => {
  expect(Math.abs(minimumDetectableDrop(cases) * 100 - points)).toBeLessThan(0.5);
});

test('a judge sees less, and a useless one nothing', () => {
  expect(minimumDetectableDropJudged(100, 0.8)).toBeCloseTo(0.07 / 0.8, 2);
  expect(minimumDetectableDropJudged(10, 0.8)).toBeCloseTo(0.875);
  expect([minimumDetectableDropJudged(5, 0.5), minimumDetectableDropJudged(50, 0)]).toEqual([1, 1]);
  expect(minimumDetectableDrop(0)).toBe(1);
});
