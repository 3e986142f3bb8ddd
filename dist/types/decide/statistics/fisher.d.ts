/** One case: `b` of `nB` trials pass on the baseline, `h` of `nH` on the head. */
export type Table = {
    b: number;
    nB: number;
    h: number;
    nH: number;
};
/**
 * One-sided exact p-value of "the head passes less often", over independent cases whatever their
 * rates: the sum of the head's passes against the convolution of hypergeometric laws (Birch; Jung
 * 2014). With one case it is Fisher's test; with one trial a side, McNemar's.
 */
export declare const stratifiedFisherWorse: (tables: readonly Table[]) => number;
/** Fisher's exact test of one case, one-sided: P(H <= h). */
export declare const fisherWorse: (table: Table) => number;
