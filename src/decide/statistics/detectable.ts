/**
 * The drop, as a share, that is caught 4 times in 5 when it is spread over all cases: a fit to
 * simulations of the rule with its default settings, right to about a quarter.
 */
export const minimumDetectableDrop = (cases: number): number =>
  cases > 0 ? Math.min(1, cases ** -0.58) : 1;

/** The same for a judge; `youden` is its TPR + TNR - 1. 1: no drop can be caught. */
export const minimumDetectableDropJudged = (cases: number, youden: number): number =>
  cases > 0 && youden > 0 ? Math.min(1, Math.max(7 / cases, cases ** -0.58) / youden) : 1;
