import type { Baseline } from '../domain/baseline.ts';
import type { Definitions } from '../domain/definitions.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { Again, EvalRow, Rate } from '../domain/row.ts';
import type { Compared } from './compared.ts';
import type { ModeRuling, Trials } from './decide.ts';
import { isGraded, passes, rateOf, type Pair, type Pairs } from './pairs.ts';
import type { Fresh } from './ruling.ts';
import { judgeRow } from './judging/judge-row.ts';
import { minimumDetectableDrop } from './statistics/detectable.ts';

export type Judged = Pick<EvalRow, 'verdict' | 'reasons' | 'unmeasured'>;

type Rerun = { ruling: ModeRuling | undefined; fresh: Fresh };

const freshRate = (trials: Trials, name: EvalName, id: CaseId): Rate => {
  const graded = (trials[name]?.[id] ?? []).filter((trial) => trial !== null);
  return { passed: graded.filter((trial) => trial === 1).length, graded: graded.length };
};

const shareOf = ({ passed, graded: all }: Rate): number => (all === 0 ? 0 : passed / all);

/** Cleared: it passed often enough here, or no worse than on the base; not where it is part of a proven drop. */
const isCleared = (id: CaseId, ruling: ModeRuling, here: Rate, base: Rate): boolean => {
  if (!ruling.cleared.includes(id)) return false;
  const bothRan = base.graded > 0;
  if (!bothRan) return !ruling.reasons.includes('reruns_incomplete') || here.passed > 0;
  return ruling.verdict === 'not-regressed' || shareOf(here) >= shareOf(base);
};

const againOf = (name: EvalName, id: CaseId, { ruling, fresh }: Rerun): { again?: Again } => {
  const [here, base] = [fresh.head, fresh.baseline].map((trials) =>
    freshRate(trials, name, id),
  ) as [Rate, Rate];
  if (ruling === undefined || here.graded === 0) return {};
  const cleared = isCleared(id, ruling, here, base) ? 'cleared' : 'unresolved';
  const outcome = ruling.confirmed.includes(id) ? 'confirmed' : cleared;
  return { again: { outcome, here, base } };
};

const graded = (pair: Pair): boolean => isGraded(pair.base) && isGraded(pair.head);

/** The cases whose result differs between the sides. */
const changedCases = ({ head }: Compared, pairs: Pairs, rerun: Rerun) => {
  const both = pairs.compared.filter(graded);
  const failing = both.filter((pair) => passes(pair.base) && !passes(pair.head));
  return {
    newlyFailing: failing.map(({ id }) => ({
      case: id,
      critique: head.tally.sayings.get(id) ?? '',
      ...againOf(head.name, id, rerun),
    })),
    newlyFixed: both.filter((pair) => !passes(pair.base) && passes(pair.head)).map(({ id }) => id),
    alreadyFailing: pairs.alreadyFailing.filter((pair) => !passes(pair.head)).map(({ id }) => id),
    passesSkipped: pairs.passesSkipped,
    added: pairs.added.length,
    removed: pairs.removed.length,
  };
};

const ratesOf = ({ compared, alreadyFailing }: Pairs) => {
  const both = [...compared, ...alreadyFailing];
  return {
    baseline: rateOf(both.map((pair) => pair.base)),
    head: rateOf(both.map((pair) => pair.head)),
  };
};

const errorsOf = ({ marks, sayings }: Compared['head']['tally']) =>
  [...marks]
    .filter(([, letters]) => letters.includes('e'))
    .map(([id]) => ({ case: id, reason: sayings.get(id) ?? '' }));

const nothingPaired: Pairs = {
  compared: [],
  added: [],
  removed: [],
  passesSkipped: [],
  alreadyFailing: [],
};

const detectable = ({ deterministic }: Compared['head'], cases: number): number | undefined =>
  deterministic || cases === 0 ? undefined : minimumDetectableDrop(cases);

/** One eval's row of the table: its numbers, and the cases that changed. */
export const rowOf = (
  one: Compared,
  pairs: Pairs | undefined,
  { verdict, reasons, unmeasured }: Judged,
  rerun: Rerun,
): EvalRow => {
  const { head, place, carried, baseline } = one;
  const { name, rung, target, tally } = head;
  const alone = { baseline: undefined, head: rateOf(tally.marks.values()) };
  return {
    name,
    mode: name.slice(0, name.indexOf('/')),
    rung,
    target,
    place,
    verdict,
    reasons,
    ...(unmeasured !== undefined && { unmeasured }),
    ...(pairs === undefined || verdict === 'new' ? alone : ratesOf(pairs)),
    ...changedCases(one, pairs ?? { ...nothingPaired, added: [...tally.marks.keys()] }, rerun),
    errors: errorsOf(tally),
    detectableDrop: detectable(head, pairs?.compared.length ?? 0),
    carriedFrom: carried && typeof baseline === 'object' ? baseline.measuredAt : undefined,
    ...(head.judge && { judge: judgeRow(head.judge, rateOf(tally.marks.values())) }),
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
