/** A probability distribution on the integers `low`, `low + 1`, ... */
export type Law = {
    low: number;
    weights: readonly number[];
};
/**
 * The law on `low..high` with P(k + 1) / P(k) = `ratio(k)`, falling in k: binomial, hypergeometric,
 * beta-binomial. Built outwards from its mode, so that nothing overflows and no factorial is needed.
 */
export declare const lawOf: (low: number, high: number, ratio: (k: number) => number) => Law;
/** Always zero. */
export declare const nothing: Law;
/** The law of the sum of two independent draws. */
export declare const convolve: (a: Law, b: Law) => Law;
/** The law of the sum of `n` independent draws. */
export declare const power: (law: Law, n: number) => Law;
/** The law of `factor` times a draw. */
export declare const stretch: ({ low, weights }: Law, factor: number) => Law;
/** P(X <= k). */
export declare const lowerTail: ({ low, weights }: Law, k: number) => number;
/** P(X >= k). */
export declare const upperTail: ({ low, weights }: Law, k: number) => number;
