import type { Baseline } from '../../domain/baseline.ts';
import type { GateChange } from '../../domain/decision.ts';
import type { Compared } from '../compared.ts';
import { changedTo } from '../gate-changes.ts';
import { standingOf } from './standing.ts';

/** Judges that could block by the baseline's measurement, and cannot as the change has them. */
export const lostJudges = (
  compared: readonly Compared[],
  baseline: Baseline | undefined,
): GateChange[] =>
  compared.flatMap(({ head }): GateChange[] => {
    const stored = baseline?.evals[head.name];
    const before = stored?.calibration;
    const now = head.judge?.standing;
    const isSame = stored?.fingerprint === head.fingerprint;
    if (before === undefined || isSame || now?.state !== 'advisory') return [];
    // As it was when it was measured: that a measurement grew old is nothing this change did.
    const at = new Date(before.at);
    const was = standingOf({ held: undefined, calibration: before, now: at, staleAfterDays: 0 });
    if (was.state === 'advisory') return [];
    const change = changedTo('judge', head.name, head.fingerprint);
    return [{ ...change, from: 'calibrated', to: `advisory: ${now.why}` }];
  });
