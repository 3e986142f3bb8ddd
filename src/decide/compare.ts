import type { GatePolicy } from '../domain/config.ts';
import type { Place } from '../domain/definitions.ts';
import type { MeasuredEval, Tally } from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { EvalRow, RowVerdict } from '../domain/row.ts';
import { decide, type ModeRuling, type Trials } from './decide.ts';
import {
  isErrored,
  isGraded,
  isSkipped,
  pairUp,
  passes,
  rateOf,
  trialsOf,
  type Pairs,
} from './pairs.ts';
import { reasonInWords } from './reasons.ts';

type Inputs = ReadonlyMap<CaseId, string>;

/** One eval on both sides. The baseline's verdicts were made by the same check as the head's. */
export type Compared = {
  head: MeasuredEval;
  place: Place;
  headInputs: Inputs;
  /** `incomparable`: the check changed and the baseline's outputs cannot be graded by it. */
  baseline: { tally: Tally; inputs: Inputs; measuredAt: string } | 'incomparable' | undefined;
  /** The verdicts of the base branch's latest run, where it is newer than the baseline. */
  latest: Tally | undefined;
  /** Neither the check nor what its outputs depend on was touched: nothing to decide. */
  carried: boolean;
  /** Why nothing could be measured at all, such as recordings that are stale. */
  unmeasurable: string | undefined;
};

type Judged = { verdict: RowVerdict; reasons: string[] };

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Errors beyond what the policy allows, or nothing graded at all: never green. */
const whyNotMeasured = (one: Compared, policy: GatePolicy): string | undefined => {
  if (one.unmeasurable !== undefined) return one.unmeasurable;
  const all = [...one.head.tally.marks.values()];
  const applicable = all.filter((marks) => !isSkipped(marks));
  const errors = applicable.filter(isErrored).length;
  if (all.length === 0) return 'it has no cases';
  if (applicable.length === 0) return `it applies to none of the ${all.length} cases`;
  if (errors === applicable.length) return 'no case could be measured';
  const allowed = one.head.deterministic ? 0 : policy.max_errors;
  return shareOf(errors, applicable.length) > allowed
    ? `${errors} of ${applicable.length} cases could not be measured`
    : undefined;
};

const trialsOfPairs = (pairs: Pairs, side: 'base' | 'head'): Record<CaseId, (0 | 1 | null)[]> =>
  Object.fromEntries(pairs.compared.map((pair) => [pair.id, trialsOf(pair[side])]));

const rungOf = ({ rung, deterministic }: MeasuredEval) =>
  rung === 'judge' ? 'judge' : deterministic ? 'deterministic' : 'sampled';

/** Asks the rule about every eval at once: the chance of a false block is shared by all of them. */
const rulings = (
  paired: ReadonlyMap<EvalName, { one: Compared; pairs: Pairs }>,
  policy: GatePolicy,
): Record<EvalName, ModeRuling> => {
  const sides: Record<'base' | 'head', Trials> = { base: {}, head: {} };
  const modes: Parameters<typeof decide>[2]['modes'] = {};
  for (const [name, { one, pairs }] of paired) {
    if (one.carried) continue;
    sides.base[name] = trialsOfPairs(pairs, 'base');
    sides.head[name] = trialsOfPairs(pairs, 'head');
    modes[name] = { rung: rungOf(one.head) };
  }
  return decide(sides.base, sides.head, {
    modes,
    alpha: policy.alpha,
    inconclusiveAt: policy.undecided_at,
    maxErrorShare: 1,
    rerunAvailable: false,
  }).modes;
};

const judge = (
  one: Compared,
  pairs: Pairs | undefined,
  ruling: ModeRuling | undefined,
  policy: GatePolicy,
): Judged => {
  const unmeasured = whyNotMeasured(one, policy);
  if (ruling?.verdict === 'regressed') {
    const also = unmeasured === undefined ? [] : [unmeasured];
    return { verdict: 'regressed', reasons: [...ruling.reasons.map(reasonInWords), ...also] };
  }
  if (unmeasured !== undefined) return { verdict: 'not measured', reasons: [unmeasured] };
  if (one.baseline === 'incomparable') {
    return {
      verdict: 'not comparable',
      reasons: ["the check changed, and the baseline's outputs cannot be graded by it"],
    };
  }
  if (pairs === undefined || pairs.compared.length + pairs.alreadyFailing.length === 0) {
    return { verdict: 'new', reasons: [] };
  }
  if (ruling?.verdict === 'undecided') {
    return { verdict: 'undecided', reasons: ruling.reasons.map(reasonInWords) };
  }
  return {
    verdict: ruling !== undefined && isBetter(one, pairs) ? 'improved' : 'same',
    reasons: [],
  };
};

/** Fixed cases and none newly failing. On a sampled target a flip may be luck: it takes more than one. */
const isBetter = ({ head }: Compared, { compared }: Pairs): boolean => {
  const fixed = compared.filter((pair) => !passes(pair.base) && passes(pair.head)).length;
  const broken = compared.filter((pair) => passes(pair.base) && !passes(pair.head)).length;
  return broken === 0 && fixed >= (head.deterministic ? 1 : 5);
};

const rowOf = (one: Compared, pairs: Pairs | undefined, { verdict, reasons }: Judged): EvalRow => {
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
      .map(({ id }) => ({ case: id, critique: head.tally.sayings.get(id) ?? '' })),
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
    carriedFrom:
      one.carried && typeof one.baseline === 'object' ? one.baseline.measuredAt : undefined,
  };
};

/** Compares every eval with the baseline: a row each. */
export const compare = (evals: readonly Compared[], policy: GatePolicy): EvalRow[] => {
  const paired = new Map(
    evals.flatMap((one): [EvalName, { one: Compared; pairs: Pairs }][] => {
      if (typeof one.baseline !== 'object') return [];
      const head = { tally: one.head.tally, inputs: one.headInputs };
      return [[one.head.name, { one, pairs: pairUp(one.baseline, head, one.latest) }]];
    }),
  );
  const ruled = rulings(paired, policy);
  return evals.map((one) => {
    const { name } = one.head;
    const pairs = paired.get(name)?.pairs;
    return rowOf(one, pairs, judge(one, pairs, ruled[name], policy));
  });
};
