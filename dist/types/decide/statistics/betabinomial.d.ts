/** P(X >= k) for X ~ BetaBinomial(n, a, b); a, b >= 1. */
export declare const betaBinomialUpper: (k: number, n: number, a: number, b: number) => number;
