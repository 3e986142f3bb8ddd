import { fairCoins } from './binomial.ts';
import { upperTail } from './law.ts';

export type McNemar = {
  exactOneSided: number;
  midpOneSided: number;
  exactTwoSided: number;
  midpTwoSided: number;
};

/**
 * McNemar's test that more cases newly fail than are newly fixed, exact and mid-p (Fagerland et al.
 * 2013). `1 - midpOneSided` is the posterior probability that harm is likelier, on a flat prior.
 */
export const mcnemar = (newlyFailing: number, newlyFixed: number): McNemar => {
  const coins = fairCoins(newlyFailing + newlyFixed);
  const exact = (k: number): number => upperTail(coins, k);
  const mid = (k: number): number => (upperTail(coins, k) + upperTail(coins, k + 1)) / 2;
  const larger = Math.max(newlyFailing, newlyFixed);
  return {
    exactOneSided: exact(newlyFailing),
    midpOneSided: mid(newlyFailing),
    exactTwoSided: Math.min(1, 2 * exact(larger)),
    midpTwoSided: Math.min(1, 2 * mid(larger)),
  };
};
