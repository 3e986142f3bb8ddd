import type { Agreement, Estimate } from '../../domain/row.ts';
import { cohenKappa } from '../statistics/kappa.ts';
import type { Labels } from '../statistics/labels.ts';
import { wilson } from '../statistics/wilson.ts';

const shareOf = (count: number, of: number): Estimate | undefined =>
  of === 0 ? undefined : { value: count / of, ...wilson(count, of) };

/** How far a judge agrees with people, positive = pass. Kappa is for information alone. */
export const agreementOf = (labels: Labels): Agreement => {
  const { tp, fn, tn, fp } = labels;
  const kappa = cohenKappa(labels);
  return {
    tpr: shareOf(tp, tp + fn),
    tnr: shareOf(tn, tn + fp),
    kappa:
      kappa.kappa === undefined
        ? undefined
        : { value: kappa.kappa, lower: kappa.lower, upper: kappa.upper },
  };
};
