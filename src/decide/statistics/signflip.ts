import { fairCoins } from './binomial.ts';
import { convolve, nothing, stretch, upperTail } from './law.ts';

/**
 * Exact sign-flip test of "the differences sum to more than 0" (Fisher's randomisation test): the
 * share of the sign patterns whose sum is at least the observed one. `differences` are integers.
 *
 * A pattern's sum reaches the observed one just when its positive part does, and the positive part
 * is a sum over sizes of size times fair coins: no pattern is enumerated.
 */
export const signFlipWorse = (differences: readonly number[]): number => {
  const sizes = Map.groupBy(
    differences.filter((d) => d !== 0),
    (d) => Math.abs(d),
  );
  const law = [...sizes]
    .toSorted(([a], [b]) => a - b)
    .reduce((sum, [size, { length }]) => convolve(sum, stretch(fairCoins(length), size)), nothing);
  return upperTail(
    law,
    differences.reduce((sum, d) => sum + Math.max(0, d), 0),
  );
};
