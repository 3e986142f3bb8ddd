import type { Tested } from './p-values.ts';
/** P-values adjusted for all that is tested in the change. */
export type Adjusted = {
    pMode: number;
    pCases: ReadonlyMap<string, number>;
};
/**
 * Holm within a family, Bonferroni over the two that can block: the cases of sampled modes, and the
 * modes. A judge's single cases only ask for labels, and so are a family apart.
 */
export declare const adjust: (tested: readonly Tested[]) => Adjusted[];
