import type { Baseline } from '../../domain/baseline.ts';
import type { Definitions } from '../../domain/definitions.ts';
import type { TargetName } from '../../domain/names.ts';
import { daysSince } from '../loop.ts';

/** Targets with a judge that was measured against people longer ago than the gate allows. */
export const staleTargets = (
  baseline: Baseline | undefined,
  { config, evals }: Definitions,
  now: Date,
): TargetName[] => {
  const most = Number.parseInt(config.gate.stale_after, 10);
  const stale = evals.filter(({ name, eval: check }) => {
    const calibration = check.rung === 'judge' ? baseline?.evals[name]?.calibration : undefined;
    return calibration !== undefined && daysSince(calibration.at, now) > most;
  });
  return [...new Set(stale.map(({ eval: { target } }) => target))];
};
