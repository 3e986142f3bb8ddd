/** The normal quantile of a two-sided 95% interval. */
export declare const z95 = 1.959963984540054;
/** Shares, 0 to 1. */
export type Interval = {
    lower: number;
    upper: number;
};
export declare const clip: (value: number, low?: number, high?: number) => number;
/** Wilson's score interval of `x` of `n`; `x` may be a sum of shares. All of 0..1 where n = 0. */
export declare const wilson: (x: number, n: number, z?: number) => Interval;
