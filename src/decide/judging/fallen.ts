import type { Calibration, Standing } from '../../domain/judging.ts';
import { standingOf, type Facts } from './standing.ts';

/** As it was when it was measured: that a measurement grew old is nothing a change did. */
export const wasCalibrated = (calibration: Calibration): boolean => {
  const now = new Date(calibration.at);
  return (
    standingOf({ held: undefined, calibration, now, staleAfterDays: 0 }).state === 'calibrated'
  );
};

/** Whether, of labels on which it agreed with people, it answers more than half otherwise now. */
const hasTurned = (before: Calibration, now: Calibration): boolean =>
  (['pass', 'fail'] as const).some((said) => {
    const agreed = new Set(before.agreed[said]);
    const turned = now.disagreements.filter(
      ({ label, person }) => person === said && agreed.has(label),
    );
    return turned.length * 2 > agreed.size;
  });

/**
 * The standing of a judge that is measured again. One that could block and now says the opposite on
 * labels both measurements had did not fall by the labels: nothing it says counts.
 */
export const standingAfter = (before: Calibration | undefined, facts: Facts): Standing => {
  const { calibration } = facts;
  const standing = standingOf(facts);
  if (standing.state !== 'advisory' || calibration?.judge !== before?.judge) return standing;
  if (before === undefined || calibration === undefined) return standing;
  return wasCalibrated(before) && hasTurned(before, calibration)
    ? {
        state: 'unmeasured',
        why: 'it says the opposite of what it said on the same labels: it has drifted or was captured',
        mend: 'see what became of its model, and mend or replace it',
      }
    : standing;
};
