import type { Chance } from '../../src/chance.ts';
import { beta } from './chance.ts';

/** How much of a suite is flaky: assumptions, not measurements. */
export const noises = {
  low: { flaky: 0.08, failing: 0.06 },
  typical: { flaky: 0.27, failing: 0.08 },
  high: { flaky: 0.5, failing: 0.08 },
} as const;
export type Noise = keyof typeof noises;

export const changes = [
  'nothing changed',
  "the provider's model dropped 10 points",
  'one case broken for certain',
  'one case now passes 1 time in 10',
  '10% of the cases break',
  'a drop of 5 points, spread out',
  'a drop of 10 points, spread out',
] as const;
export type Change = (typeof changes)[number];

/** Stored: when the baseline was made. Main, head: today. */
export type World = Record<'stored' | 'main' | 'head', number[][]>;

/** The probability with which each case of a failure mode passes; reliable ones first. */
const suiteOf = (chance: Chance, cases: number, noise: Noise): number[] => {
  const { flaky, failing } = noises[noise];
  const kinds = Array.from({ length: cases }, () => chance());
  const count = (from: number, to: number): number =>
    kinds.filter((kind) => kind >= from && kind < to).length;
  // Beta(150, 1) and Beta(1, 40) have a closed form.
  const reliable = Array.from({ length: count(flaky + failing, 1) }, () => chance() ** (1 / 150));
  const flakes = Array.from({ length: count(0, flaky) }, () => beta(chance, 2.5, 1.5));
  const failures = Array.from(
    { length: count(flaky, flaky + failing) },
    () => 1 - chance() ** (1 / 40),
  );
  return [...reliable, ...flakes, ...failures];
};

const mean = (rates: readonly number[]): number =>
  rates.reduce((sum, rate) => sum + rate, 0) / rates.length;

const odds = (rate: number): number => Math.min(rate, 1 - 1e-12) / (1 - Math.min(rate, 1 - 1e-12));

/** Every case's odds times one factor, so that the mean falls by exactly `drop`. */
const spreadOut = (rates: readonly number[], drop: number): number[] => {
  const shifted = (logit: number): number[] =>
    rates.map((rate) => 1 - 1 / (1 + odds(rate) * Math.exp(logit)));
  let [low, high] = [-30, 0];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (mean(shifted(middle)) > mean(rates) - drop) high = middle;
    else low = middle;
  }
  return shifted(low);
};

/** The first `count` cases, reliable ones before others, with their rates changed. */
const broken = (rates: readonly number[], count: number, to: (rate: number) => number): number[] =>
  rates.map((rate, i) => (i < count ? to(rate) : rate));

/** A whole number of cases, right on average. */
const share = (chance: Chance, cases: number): number => Math.floor(cases + chance());

const changed = (chance: Chance, rates: readonly number[], change: Change): number[] => {
  if (change === 'one case broken for certain') return broken(rates, 1, () => 0);
  if (change === 'one case now passes 1 time in 10') return broken(rates, 1, () => 0.1);
  if (change === '10% of the cases break') {
    return broken(rates, share(chance, rates.length / 10), (rate) => rate * 0.02);
  }
  if (change === 'a drop of 5 points, spread out') return spreadOut(rates, 0.05);
  if (change === 'a drop of 10 points, spread out') return spreadOut(rates, 0.1);
  return [...rates];
};

/** A repository's failure modes, and what a pull request does to the first of them. */
export const worldOf = (
  chance: Chance,
  { modes, cases, noise, change }: { modes: number; cases: number; noise: Noise; change: Change },
): World => {
  const stored = Array.from({ length: modes }, () => suiteOf(chance, cases, noise));
  const drifted = change === "the provider's model dropped 10 points";
  const main = drifted ? stored.map((rates) => spreadOut(rates, 0.1)) : stored;
  const head = main.map((rates, mode) => (mode === 0 ? changed(chance, rates, change) : rates));
  return { stored, main, head };
};
