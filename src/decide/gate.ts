import type { GatePolicy } from '../domain/config.ts';
import type { Decision, GateChange, RunVerdict } from '../domain/decision.ts';
import type { DefinedMode } from '../domain/definitions.ts';
import { rowVerdicts, type EvalRow, type ModeRow, type RowVerdict } from '../domain/row.ts';

const rank = (verdict: RowVerdict): number => rowVerdicts.indexOf(verdict);

const worst = (rows: readonly EvalRow[]): EvalRow | undefined =>
  rows.toSorted((a, b) => rank(a.verdict) - rank(b.verdict))[0];

type Unsettled = Omit<ModeRow, 'verdict' | 'decisive'>;

/** Lets each failure mode show the worst of its evals, and puts the worst first. */
export const settle = (rows: readonly Unsettled[]): ModeRow[] =>
  rows
    .map((row): ModeRow => {
      const decisive = worst(row.evals);
      return { ...row, verdict: decisive?.verdict ?? 'same', decisive };
    })
    .toSorted((a, b) => rank(a.verdict) - rank(b.verdict) || (a.mode < b.mode ? -1 : 1));

/** One row a failure mode that has an eval, the worst first. */
export const modeRows = (
  evals: readonly EvalRow[],
  modes: readonly Pick<DefinedMode, 'id' | 'mode'>[],
): ModeRow[] => {
  const byMode = Map.groupBy(evals, (row) => row.mode);
  const known = new Map(modes.map(({ id, mode }) => [id, mode]));
  return settle(
    [...byMode].map(([mode, rows]) => ({
      mode,
      name: known.get(mode)?.name ?? mode,
      opinion: known.get(mode)?.opinion ?? false,
      evals: rows,
    })),
  );
};

/** Nobody has accepted it. */
const isOpen = ({ accepted }: GateChange): boolean => accepted === undefined;

const has = (rows: readonly ModeRow[], verdict: RowVerdict): boolean =>
  rows.some((row) => row.evals.some((one) => one.verdict === verdict));

const verdictOf = (
  rows: readonly ModeRow[],
  changes: readonly GateChange[],
  baselineKnown: boolean,
): RunVerdict => {
  if (has(rows, 'regressed') || changes.some(isOpen)) return 'regressed';
  if (has(rows, 'not measured') || rows.length === 0) return 'not-measured';
  if (has(rows, 'undecided')) return 'undecided';
  return baselineKnown ? 'pass' : 'no-baseline';
};

/** What of the policy says which verdicts block. */
export type Strictness = Pick<GatePolicy, 'fail_on'>;

const blocksOn = (verdict: RunVerdict, { fail_on }: Strictness): boolean => {
  if (verdict === 'invalid') return true;
  if (fail_on === 'never') return false;
  if (verdict === 'undecided') return fail_on === 'undecided';
  return verdict === 'regressed' || verdict === 'not-measured';
};

const rowReason = ({ name, verdict, reasons }: EvalRow): string =>
  `${name}: ${verdict}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}`;

const changeReason = ({ what, change, accepted }: GateChange): string =>
  `the gate changes: ${what} is ${change}${accepted === undefined ? '' : `, accepted by ${accepted}`}`;

/** Whether anything is known to compare with, and what the change does to the gate. */
export type Standing = { changes: readonly GateChange[]; baselineKnown: boolean };

/**
 * The decision: pass or block, with reasons. Errors are never passes, and a run without one verdict
 * is never green.
 */
export const gate = (
  rows: readonly ModeRow[],
  policy: Strictness,
  { changes, baselineKnown }: Standing,
): Decision => {
  const verdict = verdictOf(rows, changes, baselineKnown);
  const evals = rows.flatMap((row) => row.evals);
  return {
    verdict,
    blocks: blocksOn(verdict, policy),
    reasons: [
      ...evals.filter((row) => rank(row.verdict) <= rank('undecided')).map(rowReason),
      ...changes.map(changeReason),
      ...(rows.length === 0 ? ['no failure mode has an eval'] : []),
    ],
    rows: [...rows],
    gateChanges: [...changes],
  };
};

/** A run that decided nothing, and why: nothing was touched, or the definitions are invalid. */
export const withoutRows = (verdict: 'skipped' | 'invalid', reason: string): Decision => ({
  verdict,
  blocks: verdict === 'invalid',
  reasons: [reason],
  rows: [],
  gateChanges: [],
});
