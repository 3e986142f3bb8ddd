import type { MeasuredJudge } from '../../domain/measurement.ts';
import type { JudgeRow, Rate } from '../../domain/row.ts';
import { correctedRate } from '../statistics/rogan-gladen.ts';
import { agreementOf } from './agreement.ts';

const correctedOf = (
  calibration: MeasuredJudge['calibration'],
  { passed, graded }: Rate,
): JudgeRow['corrected'] => {
  if (calibration === undefined || graded === 0) return undefined;
  const { theta, thetaUnclipped, interval } = correctedRate(calibration, passed, graded);
  if (theta === undefined || interval === undefined) return undefined;
  return { rate: theta, clipped: theta !== thetaUnclipped, ...interval };
};

/** What is known of a judge, for its row: how far to trust it, and what it takes. */
export const judgeRow = (
  { standing, calibration, usage, ageDays }: MeasuredJudge,
  head: Rate,
): JudgeRow => {
  const agreement = calibration && {
    ...agreementOf(calibration),
    labels: calibration.tp + calibration.fn + calibration.tn + calibration.fp,
    on: calibration.on,
    at: calibration.at,
    ageDays,
  };
  return {
    standing,
    agreement,
    corrected: correctedOf(calibration, head),
    disagreements: calibration?.disagreements ?? [],
    usage,
  };
};
