import type { Labels } from './labels.ts';
import { clip, z95, type Interval } from './wilson.ts';

/** `po` observed agreement, `pe` agreement expected by chance, `se` the standard error. */
export type Kappa = { po: number; pe: number } & (
  | ({ kappa: number; se: number } & Interval)
  | { kappa: undefined }
);

/**
 * Cohen's kappa with the standard error of Fleiss, Cohen and Everitt. Undefined where one class
 * alone was seen. It says nothing about which way a judge errs: for information, never a gate.
 */
export const cohenKappa = ({ tp, fn, tn, fp }: Labels): Kappa => {
  const n = tp + fn + tn + fp;
  const [r1, c1] = [(tp + fn) / n, (tp + fp) / n];
  const [r0, c0] = [(fp + tn) / n, (fn + tn) / n];
  const [po, pe] = [(tp + tn) / n, r1 * c1 + r0 * c0];
  if (n === 0 || pe === 1) return { po, pe, kappa: undefined };
  const kappa = (po - pe) / (1 - pe);
  const off = 1 - kappa;
  const agreeing = (tp / n) * (1 - (r1 + c1) * off) ** 2 + (tn / n) * (1 - (r0 + c0) * off) ** 2;
  const differing = off ** 2 * ((fn / n) * (c1 + r0) ** 2 + (fp / n) * (c0 + r1) ** 2);
  const variance = (agreeing + differing - (kappa - pe * off) ** 2) / (n * (1 - pe) ** 2);
  const se = Math.sqrt(Math.max(0, variance));
  return {
    po,
    pe,
    kappa,
    se,
    lower: clip(kappa - z95 * se, -1),
    upper: clip(kappa + z95 * se, -1),
  };
};
