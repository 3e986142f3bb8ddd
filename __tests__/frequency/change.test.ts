import { expect, test } from 'vitest';
import { wilson } from '../../src/decide/statistics/wilson.ts';
import { changeOf, isBeyondLuck } from '../../src/frequency/change.ts';

type Counts = [count: number, of: number];

const share = (count: number, of: number) => ({ value: count / of, ...wilson(count, of) });

/** Table II of Newcombe 1998 (Statistics in Medicine 17:873-890), method 10. */
test.each<[now: Counts, then: Counts, lower: number, upper: number]>([
  [[56, 70], [48, 80], 0.0524, 0.3339],
  [[9, 10], [3, 10], 0.1705, 0.809],
  [[6, 7], [2, 7], 0.0582, 0.8062],
  [[5, 56], [0, 29], -0.0381, 0.1926],
  [[0, 10], [0, 20], -0.1611, 0.2775],
  [[0, 10], [0, 10], -0.2775, 0.2775],
  [[10, 10], [0, 20], 0.6791, 1],
  [[10, 10], [0, 10], 0.6075, 1],
])('the change from %j to %j has the published interval', (now, then, lower, upper) => {
  const change = changeOf(share(...then), share(...now));
  expect(change.value).toBeCloseTo(now[0] / now[1] - then[0] / then[1], 12);
  expect(change.lower).toBeCloseTo(lower, 4);
  expect(change.upper).toBeCloseTo(upper, 4);
  expect(isBeyondLuck(change)).toBe(lower > 0);
});

test('a fall beyond luck is one too', () => {
  expect(isBeyondLuck(changeOf(share(70, 1000), share(30, 1000)))).toBe(true);
});

test('a rate outside of its own interval gives no interval that is turned around', () => {
  const now = { value: 0, lower: 0.02, upper: 0.1 };
  const { value, lower, upper } = changeOf(share(5, 100), now);
  expect(lower).toBeLessThanOrEqual(value);
  expect(value).toBeLessThanOrEqual(upper);
});
