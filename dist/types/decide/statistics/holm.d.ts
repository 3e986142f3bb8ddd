/** Holm's step-down adjustment of a family of p-values, in the order given. */
export declare const holm: (ps: readonly number[]) => number[];
