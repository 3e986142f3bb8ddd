/**
 * Exact sign-flip test of "the differences sum to more than 0" (Fisher's randomisation test): the
 * share of the sign patterns whose sum is at least the observed one. `differences` are integers.
 *
 * A pattern's sum reaches the observed one just when its positive part does, and the positive part
 * is a sum over sizes of size times fair coins: no pattern is enumerated.
 */
export declare const signFlipWorse: (differences: readonly number[]) => number;
