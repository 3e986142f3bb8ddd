import { lawOf, upperTail } from './law.ts';

/** P(X >= k) for X ~ BetaBinomial(n, a, b); a, b >= 1. */
export const betaBinomialUpper = (k: number, n: number, a: number, b: number): number =>
  upperTail(
    lawOf(0, n, (x) => ((n - x) * (x + a)) / ((x + 1) * (n - x - 1 + b))),
    k,
  );
