import type { GatePolicy, Target } from '../domain/config.ts';
import { milliseconds } from '../domain/config.ts';
import type { GateChange } from '../domain/decision.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { CasePrint } from '../domain/measurement.ts';
import { dependencyKinds, type CaseId, type EvalName } from '../domain/names.ts';

type EvalPrints = Readonly<Record<EvalName, string>>;
type CasePrints = ReadonlyMap<CaseId, CasePrint>;

const strictness = { never: 0, regression: 1, undecided: 2 } as const;
const daysOf = (age: string): number => milliseconds(age.replace('d', 'm'));

/** Whether the second policy lets through what the first would not. */
const weaker: { [Key in keyof GatePolicy]: (from: GatePolicy, to: GatePolicy) => boolean } = {
  alpha: (from, to) => to.alpha < from.alpha,
  undecided_at: (from, to) => to.undecided_at < from.undecided_at,
  reruns: (from, to) => to.reruns < from.reruns,
  baseline_trials: (from, to) => to.baseline_trials < from.baseline_trials,
  fail_on: (from, to) => strictness[to.fail_on] < strictness[from.fail_on],
  max_errors: (from, to) => to.max_errors > from.max_errors,
  second_person: (from, to) => from.second_person && !to.second_person,
  stale_after: (from, to) => daysOf(to.stale_after) > daysOf(from.stale_after),
};

const policyChanges = (from: GatePolicy, to: GatePolicy): GateChange[] =>
  (Object.keys(weaker) as (keyof GatePolicy)[])
    .filter((key) => weaker[key](from, to))
    .map((key) => ({
      kind: 'threshold',
      what: `gate.${key}`,
      change: 'changed',
      from: `${from[key]}`,
      to: `${to[key]}`,
    }));

const globsOf = (target: Target): string[] =>
  dependencyKinds.flatMap((kind) => {
    const globs = target.depends_on[kind];
    return Array.isArray(globs) ? globs.map((glob) => `${kind} ${glob}`) : [];
  });

const targetChanges = (name: string, from: Target, to: Target | undefined): GateChange[] => {
  const change = (what: string, before: string, after: string): GateChange => ({
    kind: 'target',
    what: `targets.${name}.${what}`,
    change: 'changed',
    from: before,
    to: after,
  });
  if (to === undefined) return [{ kind: 'target', what: `targets.${name}`, change: 'removed' }];
  const kept = new Set(globsOf(to));
  return [
    ...(from.deterministic && !to.deterministic ? [change('deterministic', 'true', 'false')] : []),
    ...(to.trials < from.trials ? [change('trials', `${from.trials}`, `${to.trials}`)] : []),
    ...globsOf(from)
      .filter((glob) => !kept.has(glob))
      .map((glob) => ({ ...change('depends_on', glob, ''), change: 'removed' as const })),
  ];
};

/** An eval that asserts all it did and more, under the same conditions, is no weaker. */
const onlyTightened = (from: DefinedEval, to: DefinedEval): boolean => {
  if (from.eval.rung !== 'code' || to.eval.rung !== 'code') return false;
  const { assert: before, ...restBefore } = from.eval;
  const { assert: after, ...restAfter } = to.eval;
  const kept = new Set(after.map((entry) => JSON.stringify(entry)));
  return (
    JSON.stringify(restBefore) === JSON.stringify(restAfter) &&
    after.length > before.length &&
    before.every((entry) => kept.has(JSON.stringify(entry)))
  );
};

/** Another prompt or model of a judge: whether that weakens it, its labels tell. */
const judgedAnew = ({ eval: from }: DefinedEval, { eval: to }: DefinedEval): boolean =>
  from.rung === 'judge' &&
  to.rung === 'judge' &&
  JSON.stringify([from.target, from.when]) === JSON.stringify([to.target, to.when]);

/** What something was changed to counts: an acceptance of one change is none of the next. */
export const changedTo = (
  kind: GateChange['kind'],
  what: string,
  print: string | undefined,
): GateChange => ({ kind, what, change: 'changed', ...(print !== undefined && { print }) });

const evalChanges = (
  base: Definitions,
  head: Definitions,
  prints: { base: EvalPrints; head: EvalPrints },
): GateChange[] => {
  const headEvals = new Map(head.evals.map((defined) => [defined.name, defined]));
  const headModes = new Set(head.modes.map(({ id }) => id));
  const gone = base.modes.filter(({ id, mode }) => !headModes.has(id) && mode.evals.length > 0);
  const evals = base.evals.flatMap((defined): GateChange[] => {
    const now = headEvals.get(defined.name);
    if (now === undefined) {
      return headModes.has(defined.mode)
        ? [{ kind: 'eval', what: defined.name, change: 'removed' }]
        : [];
    }
    const same = prints.base[defined.name] === prints.head[defined.name];
    return same || onlyTightened(defined, now) || judgedAnew(defined, now)
      ? []
      : [changedTo('eval', defined.name, prints.head[defined.name])];
  });
  return [
    ...gone.map(({ id }) => ({ kind: 'mode', what: id, change: 'removed' }) as const),
    ...evals,
  ];
};

/** Cases of the base that are gone, or whose input or reference is another one. */
export const caseChanges = (base: CasePrints, head: CasePrints): GateChange[] =>
  [...base].flatMap(([id, print]): GateChange[] => {
    const now = head.get(id);
    if (now === undefined) return [{ kind: 'case', what: id, change: 'removed' }];
    return now.whole === print.whole ? [] : [changedTo('case', id, now.whole)];
  });

/**
 * What a change removes or weakens of the gate that judges it. New evals, new cases and tighter
 * settings are welcome and are not listed.
 */
export const gateChanges = (
  base: Definitions,
  head: Definitions,
  prints: { base: EvalPrints; head: EvalPrints },
): GateChange[] => [
  ...policyChanges(base.config.gate, head.config.gate),
  ...Object.entries(base.config.targets).flatMap(([name, target]) =>
    targetChanges(name, target, head.config.targets[name]),
  ),
  ...evalChanges(base, head, prints),
];
