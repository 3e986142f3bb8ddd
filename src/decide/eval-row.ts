import type { Baseline } from '../domain/baseline.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { Again, EvalRow, Rate, RowVerdict } from '../domain/row.ts';
import type { Compared } from './compare.ts';
import type { ModeRuling, Trials } from './decide.ts';
import { isGraded, passes, rateOf, type Pairs } from './pairs.ts';
import type { Fresh } from './ruling.ts';
import { minimumDetectableDrop } from './statistics/detectable.ts';

export type Judged = { verdict: RowVerdict; reasons: string[] };

type Rerun = { ruling: ModeRuling | undefined; fresh: Fresh };

const freshRate = (trials: Trials, name: EvalName, id: CaseId): Rate => {
  const graded = (trials[name]?.[id] ?? []).filter((trial) => trial !== null);
  return { passed: graded.filter((trial) => trial === 1).length, graded: graded.length };
};

const againOf = (name: EvalName, id: CaseId, { ruling, fresh }: Rerun): { again?: Again } => {
  const here = freshRate(fresh.head, name, id);
  if (ruling === undefined || here.graded === 0) return {};
  const outcome = ruling.confirmed.includes(id)
    ? 'confirmed'
    : ruling.cleared.includes(id)
      ? 'cleared'
      : 'unresolved';
  return { again: { outcome, here, base: freshRate(fresh.baseline, name, id) } };
};

/** One eval's row of the table: its numbers, and the cases that changed. */
export const rowOf = (
  one: Compared,
  pairs: Pairs | undefined,
  { verdict, reasons }: Judged,
  rerun: Rerun,
): EvalRow => {
  const { head } = one;
  const compared = pairs?.compared ?? [];
  const paired = [...compared, ...(pairs?.alreadyFailing ?? [])];
  const errored = [...head.tally.marks].filter(([, marks]) => marks.includes('e'));
  const graded = (pair: { base: string; head: string }) =>
    isGraded(pair.base) && isGraded(pair.head);
  return {
    name: head.name,
    mode: head.name.slice(0, head.name.indexOf('/')),
    rung: head.rung,
    target: head.target,
    place: one.place,
    verdict,
    reasons,
    baseline: pairs && verdict !== 'new' ? rateOf(paired.map((pair) => pair.base)) : undefined,
    head: rateOf(
      pairs && verdict !== 'new' ? paired.map((pair) => pair.head) : head.tally.marks.values(),
    ),
    newlyFailing: compared
      .filter((pair) => graded(pair) && passes(pair.base) && !passes(pair.head))
      .map(({ id }) => ({
        case: id,
        critique: head.tally.sayings.get(id) ?? '',
        ...againOf(head.name, id, rerun),
      })),
    newlyFixed: compared
      .filter((pair) => graded(pair) && !passes(pair.base) && passes(pair.head))
      .map(({ id }) => id),
    alreadyFailing: (pairs?.alreadyFailing ?? [])
      .filter((pair) => !passes(pair.head))
      .map(({ id }) => id),
    errors: errored.map(([id]) => ({ case: id, reason: head.tally.sayings.get(id) ?? '' })),
    passesSkipped: pairs?.passesSkipped ?? [],
    added: pairs?.added.length ?? head.tally.marks.size,
    removed: pairs?.removed.length ?? 0,
    detectableDrop:
      head.deterministic || compared.length === 0
        ? undefined
        : minimumDetectableDrop(compared.length),
    carriedFrom:
      one.carried && typeof one.baseline === 'object' ? one.baseline.measuredAt : undefined,
  };
};

/** A row for each eval that the baseline has and these definitions do not. */
export const removedRows = (baseline: Baseline | undefined, { evals }: Definitions): EvalRow[] => {
  const present = new Set<string>(evals.map(({ name }) => name));
  return Object.entries(baseline?.evals ?? {})
    .filter(([name]) => !present.has(name))
    .map(([name, { rung, target, marks }]) => {
      const trials = baseline?.targets[target]?.trials ?? 1;
      const cases = marks.match(new RegExp(`.{1,${trials}}`, 'g')) ?? [];
      return {
        name: name as EvalName,
        mode: name.slice(0, name.indexOf('/')),
        rung,
        target,
        place: undefined,
        verdict: 'removed',
        reasons: [],
        baseline: rateOf(cases),
        head: undefined,
        newlyFailing: [],
        newlyFixed: [],
        alreadyFailing: [],
        errors: [],
        passesSkipped: [],
        added: 0,
        removed: cases.length,
        detectableDrop: undefined,
        carriedFrom: undefined,
      };
    });
};
