import type { Table } from './fisher.ts';
import { newcombe } from './newcombe.ts';
import { wilson, z95, type Interval } from './wilson.ts';

export type Share = { passes: number; graded: number };

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The mean over cases of each case's share of passes, with Wilson's 95% interval on the number of
 * cases (conservative with several trials a case). Undefined without a graded case.
 */
export const meanRate = (cases: readonly Share[]): ({ rate: number } & Interval) | undefined => {
  const shares = cases
    .filter(({ graded }) => graded > 0)
    .map(({ passes, graded }) => passes / graded);
  if (shares.length === 0) return undefined;
  const rate = mean(shares);
  return { rate, ...wilson(rate * shares.length, shares.length) };
};

export type RateDifference = {
  /** Head minus baseline. */
  delta: number;
  /** 95%, of the first runs only: the proof of a regression is in the re-runs. */
  interval: Interval | undefined;
  /** True: by the normal approximation, as cases have several trials. */
  approximate: boolean;
};

const ofSingleTrials = (cases: readonly Table[]): RateDifference => {
  const count = (b: number, h: number): number =>
    cases.filter((one) => one.b === b && one.h === h).length;
  const pairs = { a: count(1, 1), b: count(1, 0), c: count(0, 1), d: count(0, 0) };
  const { delta, lower, upper } = newcombe(pairs);
  return { delta, interval: { lower, upper }, approximate: false };
};

const ofSeveralTrials = (cases: readonly Table[]): RateDifference => {
  const differences = cases.map(({ b, nB, h, nH }) => h / nH - b / nB);
  const delta = mean(differences);
  const squares = differences.reduce((sum, d) => sum + (d - delta) ** 2, 0);
  const half = z95 * Math.sqrt(squares / (cases.length - 1) / cases.length);
  const interval = cases.length < 30 ? undefined : { lower: delta - half, upper: delta + half };
  return { delta, interval, approximate: true };
};

/** How the mean rate differs, over cases graded on both sides. Undefined without one. */
export const rateDifference = (cases: readonly Table[]): RateDifference | undefined => {
  const compared = cases.filter(({ nB, nH }) => nB > 0 && nH > 0);
  if (compared.length === 0) return undefined;
  const single = compared.every(({ nB, nH }) => nB === 1 && nH === 1);
  return single ? ofSingleTrials(compared) : ofSeveralTrials(compared);
};
