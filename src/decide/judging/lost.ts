import type { Baseline, StoredEval } from '../../domain/baseline.ts';
import type { GateChange } from '../../domain/decision.ts';
import type { Calibration } from '../../domain/judging.ts';
import type { MeasuredEval } from '../../domain/measurement.ts';
import type { Compared } from '../compared.ts';
import { changedTo } from '../gate-changes.ts';
import { agreementOf } from './agreement.ts';
import { wasCalibrated } from './fallen.ts';

/** Points of either rate that a judge may lose by luck, on the labels it has at least. */
const mostLost = 0.1;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Which rate fell, from what to what; undefined: no more than luck explains. */
const fallOf = (before: Calibration, now: Calibration): string | undefined => {
  const [was, is] = [agreementOf(before), agreementOf(now)];
  const falls = [['passes', was.tpr, is.tpr] as const, ['fails', was.tnr, is.tnr] as const].flatMap(
    ([what, from, to]) =>
      from !== undefined && to !== undefined && from.value - to.value >= mostLost
        ? [`it agrees with people on ${percent(from.value)} → ${percent(to.value)} of ${what}`]
        : [],
  );
  return falls.length === 0 ? undefined : falls.join(', ');
};

const judgeChange = (head: MeasuredEval, before: Calibration): GateChange[] => {
  const { standing, calibration } = head.judge ?? {};
  const change = changedTo('judge', head.name, head.fingerprint);
  if (standing?.state === 'advisory') {
    return [{ ...change, from: 'calibrated', to: 'advisory', why: standing.why }];
  }
  const fall = calibration && fallOf(before, calibration);
  return fall === undefined ? [] : [{ ...change, from: 'calibrated', to: 'weaker', why: fall }];
};

/** More labels are welcome, unless the judge would not stand by them. */
const labelsChange = ({ name, judge }: MeasuredEval): GateChange[] => {
  const proposed = judge?.proposed;
  if (judge?.standing.state !== 'calibrated' || proposed === undefined) return [];
  if (proposed.state === 'calibrated') return [];
  const change = changedTo('labels', name, judge.labels);
  return [{ ...change, from: 'calibrated', to: 'advisory', why: proposed.why }];
};

/** One that nobody changed and that falls when it is measured again: in silence, nobody would look. */
const fallenChange = ({ name, judge }: MeasuredEval, before: StoredEval): GateChange[] => {
  const isAnew = judge?.calibration?.at !== before.calibration?.at;
  if (judge?.standing.state !== 'advisory' || !isAnew) return [];
  const change = changedTo(judge.labels === before.labels ? 'judge' : 'labels', name, judge.labels);
  return [{ ...change, from: 'calibrated', to: 'advisory', why: judge.standing.why }];
};

/**
 * Judges that could block by the baseline's measurement, and cannot, or not as well, by the change.
 * `hasBase`: what fell on the branch is not laid at the door of a change to it.
 */
export const lostJudges = (
  compared: readonly Compared[],
  baseline: Baseline | undefined,
  hasBase: boolean,
): GateChange[] =>
  compared.flatMap(({ head }): GateChange[] => {
    const stored = baseline?.evals[head.name];
    const before = stored?.calibration;
    if (stored === undefined || before === undefined || !wasCalibrated(before)) return [];
    return stored.fingerprint === head.fingerprint
      ? [...(hasBase ? [] : fallenChange(head, stored)), ...labelsChange(head)]
      : [...judgeChange(head, before), ...labelsChange(head)];
  });
