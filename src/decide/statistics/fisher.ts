import { convolve, lawOf, lowerTail, nothing, power, type Law } from './law.ts';

/** One case: `b` of `nB` trials pass on the baseline, `h` of `nH` on the head. */
export type Table = { b: number; nB: number; h: number; nH: number };

/** Passes among the head's trials, if all `t` passes fell on the sides by chance. */
const hypergeometric = (nB: number, nH: number, t: number): Law =>
  lawOf(
    Math.max(0, t - nB),
    Math.min(nH, t),
    (x) => ((nH - x) * (t - x)) / ((x + 1) * (nB - t + x + 1)),
  );

/** False: its margins leave only one table possible, so it says nothing. */
const isInformative = ({ b, nB, h, nH }: Table): boolean =>
  nB > 0 && nH > 0 && b + h > 0 && b + h < nB + nH;

const margins = ({ b, nB, h, nH }: Table): string => `${nB} ${nH} ${b + h}`;

/**
 * One-sided exact p-value of "the head passes less often", over independent cases whatever their
 * rates: the sum of the head's passes against the convolution of hypergeometric laws (Birch; Jung
 * 2014). With one case it is Fisher's test; with one trial a side, McNemar's.
 */
export const stratifiedFisherWorse = (tables: readonly Table[]): number => {
  const informative = tables.filter(isInformative);
  const groups = Map.groupBy(informative, margins);
  // Sorted, so that the order of the cases does not reach the last digit.
  const law = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .reduce((sum, [, [first, ...rest]]) => {
      if (first === undefined) return sum;
      const one = hypergeometric(first.nB, first.nH, first.b + first.h);
      return convolve(sum, power(one, rest.length + 1));
    }, nothing);
  return lowerTail(
    law,
    informative.reduce((passes, { h }) => passes + h, 0),
  );
};

/** Fisher's exact test of one case, one-sided: P(H <= h). */
export const fisherWorse = (table: Table): number => stratifiedFisherWorse([table]);
