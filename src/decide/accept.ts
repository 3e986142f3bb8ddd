import type { Acceptance, NothingToAccept } from '../domain/acceptance.ts';
import type { Decision, GateChange } from '../domain/decision.ts';
import type { EvalRow, ModeRow } from '../domain/row.ts';
import { gate, settle, type Standing, type Strictness } from './gate.ts';

type Covered = Acceptance['what'];

/**
 * The cases an eval's regression consists of: newly failing, and not shown to be luck. Where only
 * all of them together are worse, all of them.
 */
const regressedCases = ({ newlyFailing }: EvalRow): string[] => {
  const lasting = newlyFailing.filter(({ again }) => again?.outcome !== 'cleared');
  return (lasting.length > 0 ? lasting : newlyFailing).map((one) => one.case);
};

const coverOfMode = (mode: string, row: ModeRow | undefined): Covered | NothingToAccept => {
  if (row === undefined) return { kind: 'unknown-mode', mode };
  const regressed = row.evals.filter(({ verdict }) => verdict === 'regressed');
  if (regressed.length === 0) return { kind: 'not-regressed', mode };
  const cases = Object.fromEntries(regressed.map((one) => [one.name, regressedCases(one)]));
  return { kind: 'mode', mode, cases };
};

/** The change itself, whoever has accepted it. */
const asMade = ({ accepted: _accepted, ...change }: GateChange): GateChange => change;

/** What an acceptance of this result covers: one failure mode, or all changes of the gate. */
export const coverOf = (what: string, decision: Decision): Covered | NothingToAccept => {
  const { rows, gateChanges } = decision;
  if (what !== 'gate') {
    return coverOfMode(
      what,
      rows.find(({ mode }) => mode === what),
    );
  }
  return gateChanges.length === 0
    ? { kind: 'gate-unchanged' }
    : { kind: 'gate', changes: gateChanges.map(asMade) };
};

/** The acceptances that cover an eval's regression, each for some of its cases; none, if a case is not covered. */
const coversOf = (row: EvalRow, acceptances: readonly Acceptance[]): Acceptance[] => {
  const named = acceptances.flatMap((acceptance) => {
    const { what } = acceptance;
    const cases = what.kind === 'mode' && what.mode === row.mode ? what.cases[row.name] : undefined;
    return cases === undefined ? [] : [{ acceptance, cases: new Set(cases) }];
  });
  const failing = regressedCases(row);
  const isCovered = failing.every((id) => named.some(({ cases }) => cases.has(id)));
  if (!isCovered) return [];
  const used = named.filter(({ cases }) => failing.some((id) => cases.has(id)));
  return (failing.length === 0 ? named : used).map(({ acceptance }) => acceptance);
};

const acceptEval = (row: EvalRow, acceptances: readonly Acceptance[]): EvalRow => {
  if (row.verdict !== 'regressed') return row;
  const covers = coversOf(row, acceptances);
  if (covers.length === 0) return row;
  const said = new Set(covers.map(({ by, reason }) => `accepted by ${by}: ${reason}`));
  // Errors are not what was accepted.
  const verdict = row.unmeasured === undefined ? 'accepted' : 'not measured';
  return { ...row, verdict, reasons: [...said, ...row.reasons] };
};

const fields = ['kind', 'what', 'change', 'from', 'to', 'print'] as const;
const isSame = (one: GateChange, other: GateChange): boolean =>
  fields.every((field) => one[field] === other[field]);

const acceptChange = (change: GateChange, acceptances: readonly Acceptance[]): GateChange => {
  const by = acceptances.find(
    ({ what }) => what.kind === 'gate' && what.changes.some((one) => isSame(one, change)),
  )?.by;
  return by === undefined ? change : { ...change, accepted: by };
};

/**
 * The decision once what people have accepted does not block: an eval's regression whose every case
 * is covered, and a change of the gate that is the very one.
 */
export const applyAcceptances = (
  decision: Decision,
  acceptances: readonly Acceptance[],
  policy: Strictness,
  baselineKnown: Standing['baselineKnown'],
): Decision => {
  const decided = decision.verdict !== 'skipped' && decision.verdict !== 'invalid';
  if (!decided || acceptances.length === 0) return decision;
  const rows = decision.rows.map((row) => ({
    ...row,
    evals: row.evals.map((one) => acceptEval(one, acceptances)),
  }));
  const changes = decision.gateChanges.map((change) => acceptChange(change, acceptances));
  return gate(settle(rows), policy, { changes, baselineKnown });
};
