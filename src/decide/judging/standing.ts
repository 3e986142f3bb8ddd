import type { Calibration, Standing } from '../../domain/judging.ts';
import type { Estimate } from '../../domain/row.ts';
import { daysSince } from '../loop.ts';
import { agreementOf } from './agreement.ts';
import { minimumLabels, type HeldOut } from './held-out.ts';

/** What both rates of a judge must reach before it may block. */
export const minimumRate = 0.8;

/** More labels than this share without an answer, and the rest says little. */
const mostErrors = 0.1;

export type Facts = {
  /** How many labels it has; undefined where a stored measurement alone is at hand. */
  held: (Pick<HeldOut, 'passes' | 'fails'> & { unasked: number }) | undefined;
  calibration: Calibration | undefined;
  now: Date;
  staleAfterDays: number;
};

const advisory = (why: string, mend: string): Standing => ({ state: 'advisory', why, mend });

/** With a decimal where rounding would reach the minimum that the value misses. */
const percent = ({ value }: Estimate): string => {
  const rounded = Math.round(value * 100);
  const isHidden = value < minimumRate && rounded >= minimumRate * 100;
  return `${isHidden ? (Math.floor(value * 1000) / 10).toFixed(1) : rounded} %`;
};

const tooFew = ({ held }: Facts): Standing | undefined => {
  if (held === undefined) return undefined;
  const { passes, fails, unasked } = held;
  if (passes + fails + unasked === 0) {
    const mend = `label at least ${minimumLabels} passes and ${minimumLabels} fails`;
    return advisory('nobody has checked it: it has no labels', mend);
  }
  if (Math.min(passes, fails) >= minimumLabels) return undefined;
  const more = unasked === 0 ? '' : `, beside ${unasked} that are decided without it`;
  const why = `it has too few labels that its prompt was not written with: ${passes} passes and ${fails} fails${more}`;
  return advisory(why, `label until there are ${minimumLabels} of each`);
};

const belowMinimum = (calibration: Calibration): Standing | undefined => {
  const { tpr, tnr } = agreementOf(calibration);
  const mend = 'read where they disagree (failmode calibrate), and mend its prompt or the labels';
  if (tpr === undefined || tnr === undefined) return advisory('it was measured on one class', mend);
  if (Math.min(tpr.value, tnr.value) < minimumRate) {
    const why = `it agrees with people on ${percent(tpr)} of what passes and ${percent(tnr)} of what fails; both must reach ${minimumRate * 100} %`;
    return advisory(why, mend);
  }
  return tpr.lower + tnr.lower > 1
    ? undefined
    : advisory('on so few labels it could as well be guessing', 'label more outputs');
};

const unanswered = (calibration: Calibration): Standing | undefined => {
  const { tp, fn, tn, fp, errors, firstError } = calibration;
  const all = tp + fn + tn + fp + errors;
  return errors <= mostErrors * all
    ? undefined
    : {
        state: 'unmeasured',
        why: `it could not answer ${errors} of ${all} labels`,
        mend: 'see whether its model is there and gives JSON, then run it again',
        ...(firstError !== undefined && { said: firstError }),
      };
};

const stale = ({ calibration, now, staleAfterDays }: Facts): Standing | undefined => {
  const days = calibration === undefined ? 0 : daysSince(calibration.at, now);
  return days <= staleAfterDays
    ? undefined
    : advisory(
        `it was last measured against people ${days} days ago`,
        'run the workflow on the default branch: it measures the judge again',
      );
};

/** Whether a judge may block; otherwise why not, and what to do. */
export const standingOf = (facts: Facts): Standing => {
  const { calibration } = facts;
  const early = tooFew(facts);
  if (early !== undefined) return early;
  if (calibration === undefined) {
    const why = 'its agreement with people was not measured';
    return advisory(why, 'see what keeps it from answering (failmode calibrate)');
  }
  return (
    unanswered(calibration) ?? belowMinimum(calibration) ?? stale(facts) ?? { state: 'calibrated' }
  );
};
