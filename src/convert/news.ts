import { fingerprint } from '../baseline/fingerprint.ts';
import type { Debt, Share } from './debt.ts';

const percent = ({ value }: Share): number => Math.round(value * 100);

const agreed = ({ agreement }: Debt) =>
  agreement && {
    tpr: percent(agreement.tpr),
    tnr: percent(agreement.tnr),
    labels: agreement.labels,
  };

/**
 * The digest of what is worth a new section: what every run changes a little, such as costs and the
 * words of outputs and critiques, is left out.
 */
export const newsIn = (debt: Debt): string => {
  const { mode, target, when, judge, convert, place, failing, candidates, source } = debt;
  const { name, definition } = mode;
  return fingerprint({
    eval: debt.eval,
    mode: { name, definition },
    target,
    when,
    judge,
    convert,
    file: place.file,
    agreement: agreed(debt),
    failing: failing?.map((one) => one.case),
    candidates,
    source,
  });
};
