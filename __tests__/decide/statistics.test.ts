import { expect, test } from 'vitest';
import { betaBinomialUpper } from '../../src/decide/statistics/betabinomial.ts';
import { fisherWorse, stratifiedFisherWorse } from '../../src/decide/statistics/fisher.ts';
import { holm } from '../../src/decide/statistics/holm.ts';
import { cohenKappa } from '../../src/decide/statistics/kappa.ts';
import { mcnemar } from '../../src/decide/statistics/mcnemar.ts';
import { newcombe } from '../../src/decide/statistics/newcombe.ts';
import { correctedRate } from '../../src/decide/statistics/rogan-gladen.ts';
import { signFlipWorse } from '../../src/decide/statistics/signflip.ts';
import { wilson } from '../../src/decide/statistics/wilson.ts';
import { near } from './near.ts';
import { vectors } from './vectors.ts';

/** The golden numbers write null for what is undefined. */
const known = (expected: Record<string, unknown>): unknown =>
  near(
    Object.fromEntries(
      Object.entries(expected).map(([key, value]) => [key, value === null ? undefined : value]),
    ),
  );

test.each(vectors.wilson)('the Wilson interval of $x of $n at z = $z', (row) => {
  const { x, n, z, ...interval } = row;
  expect(wilson(x, n, z)).toEqual(near(interval));
});

test.each(vectors.mcnemar.cases)('McNemar with $newlyFailing worse, $newlyFixed better', (row) => {
  const { newlyFailing, newlyFixed, ...expected } = row;
  expect(mcnemar(newlyFailing, newlyFixed)).toEqual(near(expected));
});

test.each(vectors.fisherWorse)('Fisher with $b of $nB against $h of $nH', ({ p, ...table }) => {
  expect(fisherWorse(table)).toEqual(near(p));
});

test.each(vectors.stratifiedFisherWorse)('stratified Fisher gives $p', ({ tables, p }) => {
  expect(stratifiedFisherWorse(tables)).toEqual(near(p));
});

test.each(vectors.signFlipWorse)('the sign-flip test of $d gives $p', ({ d, p }) => {
  expect(signFlipWorse(d)).toEqual(near(p));
});

test.each(vectors.holm)('Holm adjusts $p to $adjusted', ({ p, adjusted }) => {
  expect(holm(p)).toEqual(near(adjusted));
});

test.each(vectors.betaBinomialUpper)(
  'a beta-binomial of $n reaches $k with probability $p',
  ({ k, n, a, b, p }) => {
    expect(betaBinomialUpper(k, n, a, b)).toEqual(near(p));
  },
);

test.each(vectors.roganGladen.cases)('the rate behind $input', (row) => {
  const { method: _, ...interval } = row.expect.interval ?? { method: '' };
  const expected = { ...row.expect, interval: row.expect.interval && interval };
  expect(correctedRate(row.input, row.input.x, row.input.n)).toEqual(known(expected));
});

test('the rate of a published example', () => {
  const {
    testLabels,
    testPreds,
    unlabeledPreds,
    expect: golden,
  } = vectors.roganGladen.judgyExample;
  const count = (label: number, prediction: number): number =>
    testLabels.filter((one, i) => one === label && testPreds[i] === prediction).length;
  const labels = { tp: count(1, 1), fn: count(1, 0), tn: count(0, 0), fp: count(0, 1) };
  const passes = unlabeledPreds.filter((one) => one === 1).length;
  const { interval, ...rate } = correctedRate(labels, passes, unlabeledPreds.length);
  expect({ ...rate, interval: { method: 'lang-reiczigel-95', ...interval } }).toEqual(near(golden));
});

test.each(vectors.cohenKappa)('kappa of $input', ({ input, expect: golden }) => {
  expect(cohenKappa(input)).toEqual(known(golden));
});

test.each(vectors.newcombePairedDifference)('the difference of $input', (row) => {
  expect(newcombe(row.input)).toEqual(near(row.expect));
});
