import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stratifiedFisherWorse, type Table } from '../../src/decide/statistics/fisher.ts';
import { holm } from '../../src/decide/statistics/holm.ts';
import { mcnemar } from '../../src/decide/statistics/mcnemar.ts';
import { signFlipWorse } from '../../src/decide/statistics/signflip.ts';
import { wilson } from '../../src/decide/statistics/wilson.ts';
import { near } from './near.ts';

const anyTable = fc
  .record({ nB: fc.nat(4), nH: fc.nat(4) })
  .chain(({ nB, nH }) =>
    fc.record({ b: fc.nat(nB), nB: fc.constant(nB), h: fc.nat(nH), nH: fc.constant(nH) }),
  );

const choose = (n: number, k: number): number =>
  k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;

/** Every way the passes of each case can fall on the sides, with its probability. */
const enumerate = (tables: readonly Table[]): { passes: number; p: number }[] =>
  tables.reduce(
    (ways, { b, nB, h, nH }) =>
      ways.flatMap(({ passes, p }) =>
        Array.from({ length: nH + 1 }, (_, x) => ({
          passes: passes + x,
          p: (p * choose(nH, x) * choose(nB, b + h - x)) / choose(nB + nH, b + h),
        })),
      ),
    [{ passes: 0, p: 1 }],
  );

test('stratified Fisher is what enumeration gives', () => {
  fc.assert(
    fc.property(fc.array(anyTable, { maxLength: 5 }), (tables) => {
      const observed = tables.reduce((sum, { h }) => sum + h, 0);
      const p = enumerate(tables).reduce(
        (sum, way) => sum + (way.passes <= observed ? way.p : 0),
        0,
      );
      expect(stratifiedFisherWorse(tables)).toEqual(near(p));
    }),
  );
});

test('the sign-flip test is what enumeration gives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { maxLength: 9 }), (differences) => {
      const observed = differences.reduce((sum, d) => sum + d, 0);
      const patterns = differences.reduce<number[]>(
        (sums, d) => sums.flatMap((sum) => [sum + d, sum - d]),
        [0],
      );
      const reaching = patterns.filter((sum) => sum >= observed).length;
      expect(signFlipWorse(differences)).toEqual(near(reaching / patterns.length));
    }),
  );
});

test("with one trial a side, stratified Fisher is McNemar's test", () => {
  const [worse, better] = [
    { b: 1, nB: 1, h: 0, nH: 1 },
    { b: 0, nB: 1, h: 1, nH: 1 },
  ];
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (failing, fixed) => {
      const tables = [
        ...Array.from({ length: failing }, () => worse),
        ...Array.from({ length: fixed }, () => better),
      ];
      expect(stratifiedFisherWorse(tables)).toEqual(near(mcnemar(failing, fixed).exactOneSided));
    }),
  );
});

test('at either end an interval holds its share, whatever rounding makes of it', () => {
  for (let n = 1; n <= 1000; n += 1) {
    expect(wilson(0, n).lower).toBe(0);
    expect(wilson(n, n).upper).toBe(1);
  }
});

test('Holm never lowers a p-value and keeps their order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
      const adjusted = holm(ps);
      for (const [i, p] of ps.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        for (const [j, other] of ps.entries()) {
          if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? 1);
        }
      }
    }),
  );
});

test.each([
  ['300 cases of 10 + 10, alike on both sides', 300, 7, 7, 0.5, 0.55],
  ['300 cases of 10 + 10, one pass in ten lost', 300, 8, 7, 1e-18, 2e-18],
  ['3000 cases of 10 + 10, broken', 3000, 10, 0, 0, 1e-300],
])('%s: a sound p-value', (_, cases, b, h, low, high) => {
  const p = stratifiedFisherWorse(Array.from({ length: cases }, () => ({ b, nB: 10, h, nH: 10 })));
  expect(p).toBeGreaterThanOrEqual(low);
  expect(p).toBeLessThanOrEqual(high);
});
