import type { Labels } from './labels.ts';
import { clip, z95, type Interval } from './wilson.ts';

export type CorrectedRate = {
  tpr: number;
  tnr: number;
  /** The rate as the judge sees it. */
  pObs: number;
  /** TPR + TNR - 1: how much the judge knows. */
  youden: number;
  /** The rate as people would see it, cut to 0..1; undefined where the judge knows nothing. */
  theta: number | undefined;
  /** Outside 0..1, the labels and the run disagree about the judge: say "clipped". */
  thetaUnclipped: number | undefined;
  /** 95%. At small n it can miss `theta`: then show the interval only. */
  interval: Interval | undefined;
};

/** Lang and Reiczigel 2014: carries the labels' uncertainty and the run's. */
const langReiczigel = ({ tp, fn, tn, fp }: Labels, x: number, n: number): Interval | undefined => {
  const z = z95;
  const [n1, n0] = [tp + fn, tn + fp];
  const p = (x + z ** 2 / 2) / (n + z ** 2);
  const [q1, q0] = [(tp + 1) / (n1 + 2), (tn + 1) / (n0 + 2)];
  const youden = q1 + q0 - 1;
  if (youden <= 0) return undefined;
  const t = (p + q0 - 1) / youden;
  const [v1, v0] = [(q1 * (1 - q1)) / (n1 + 2), (q0 * (1 - q0)) / (n0 + 2)];
  const shift = 2 * z ** 2 * (t * v1 - (1 - t) * v0);
  const variance = (p * (1 - p)) / (n + z ** 2) + t ** 2 * v1 + (1 - t) ** 2 * v0;
  const half = (z * Math.sqrt(variance)) / youden;
  return { lower: clip(t + shift - half), upper: clip(t + shift + half) };
};

/** The true pass rate behind a judge's `x` passes of `n` (Rogan and Gladen 1978). */
export const correctedRate = (labels: Labels, x: number, n: number): CorrectedRate => {
  const { tp, fn, tn, fp } = labels;
  const [tpr, tnr, pObs] = [tp / (tp + fn), tn / (tn + fp), x / n];
  const youden = tpr + tnr - 1;
  const known = youden > 0 && n > 0;
  const thetaUnclipped = known ? (pObs + tnr - 1) / youden : undefined;
  return {
    tpr,
    tnr,
    pObs,
    youden,
    theta: thetaUnclipped === undefined ? undefined : clip(thetaUnclipped),
    thetaUnclipped,
    interval: known ? langReiczigel(labels, x, n) : undefined,
  };
};
