import type { Again, ChangedCase, EvalRow, Rate, RowVerdict } from '../../domain/row.ts';
import { grouped, plural } from './numbers.ts';

/** Verdicts that say "worse" of an eval as a whole. */
const suspect: ReadonlySet<RowVerdict> = new Set(['regressed', 'undecided', 'accepted']);

const shareOf = ({ passed, graded }: Rate): number => (graded === 0 ? 0 : passed / graded);

const isWorse = ({ here, base }: Again): boolean =>
  base.graded > 0 && shareOf(here) < shareOf(base);

/**
 * What re-runs say of a case. One that is within luck alone, but does worse in an eval that does
 * worse as a whole, is part of the evidence there: nobody would call it cleared.
 */
export const outcomeOf = (row: EvalRow, { again }: ChangedCase): Again['outcome'] | undefined =>
  again?.outcome === 'cleared' && suspect.has(row.verdict) && isWorse(again)
    ? 'unresolved'
    : again?.outcome;

const isCleared = (row: EvalRow) => (changed: ChangedCase) => outcomeOf(row, changed) === 'cleared';

/** Newly failing cases that re-runs did not clear. */
export const stillFailing = (row: EvalRow): ChangedCase[] =>
  row.newlyFailing.filter((changed) => !isCleared(row)(changed));

export const clearedCases = (row: EvalRow): ChangedCase[] =>
  row.newlyFailing.filter(isCleared(row));

export const clearedCount = (evals: readonly EvalRow[]): number =>
  evals.flatMap(clearedCases).length;

/** `3 cases newly failing`, `1 case cleared by re-runs`: those that there are. */
export const failingCounts = (evals: readonly EvalRow[]): string[] => {
  const failing = evals.flatMap(stillFailing).length;
  const cleared = clearedCount(evals);
  return [
    ...(failing > 0 ? [`${plural(failing, 'case')} newly failing`] : []),
    ...(cleared > 0 ? [`${plural(cleared, 'case')} cleared by re-runs`] : []),
  ];
};

const counts = ({ passed, graded }: Rate): string => `${grouped(passed)} of ${grouped(graded)}`;

/** `confirmed: passed 0 of 10 here, 10 of 10 on the base`; empty where it was not run again. */
export const againText = (row: EvalRow, changed: ChangedCase): string => {
  const outcome = outcomeOf(row, changed);
  if (outcome === undefined || changed.again === undefined) return '';
  const { here, base } = changed.again;
  if (outcome === 'cleared' && base.graded === 0) {
    return `flaky here: passed ${counts(here)} re-runs`;
  }
  const label = outcome === 'cleared' ? 'within luck' : outcome;
  const onBase = base.graded === 0 ? 'not run on the base' : `${counts(base)} on the base`;
  return `${label}: passed ${counts(here)} here, ${onBase}`;
};
