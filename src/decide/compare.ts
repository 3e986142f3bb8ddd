import type { GatePolicy } from '../domain/config.ts';
import type { EvalRow } from '../domain/row.ts';
import type { Compared } from './compared.ts';
import type { ModeRuling } from './decide.ts';
import { rowOf, type Judged } from './eval-row.ts';
import { isErrored, isSkipped, passes, trialsOf, type Pairs } from './pairs.ts';
import { reasonInWords, settling } from './reasons.ts';
import { nothingFresh, pairAll, ruleOnAll, type Fresh } from './ruling.ts';
import { stratifiedFisherWorse, type Table } from './statistics/fisher.ts';

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Cases that this side grades and the baseline's could not: there is nothing to hold them against. */
const whyOneSided = (pairs: Pairs | undefined, allowed: number): string | undefined => {
  const all = [...(pairs?.compared ?? []), ...(pairs?.alreadyFailing ?? [])];
  const errors = all.filter((pair) => isErrored(pair.base)).length;
  return errors > 0 && shareOf(errors, all.length) > allowed
    ? `${errors} of ${all.length} outputs of the baseline could not be graded`
    : undefined;
};

/** A judge that should have been measured against people, and gave no answers to measure. */
const whyUntrusted = ({ head: { judge } }: Compared): string | undefined => {
  if (judge?.standing.state !== 'unmeasured') return undefined;
  const { why, mend, said } = judge.standing;
  const first = said === undefined ? '' : ` (${said})`;
  return `the judge could not be measured against people: ${why}${first}; ${mend}`;
};

/** Errors beyond what the policy allows, or nothing graded at all: never green. */
const whyNotMeasured = (
  one: Compared,
  pairs: Pairs | undefined,
  policy: GatePolicy,
): string | undefined => {
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
    : (whyUntrusted(one) ?? whyOneSided(pairs, allowed));
};

/** A judge that cannot be trusted yet decides nothing, whatever it says. */
const advisory = ({ head }: Compared): Judged | undefined => {
  const standing = head.judge?.standing;
  return standing?.state === 'advisory'
    ? { verdict: 'advisory', reasons: [standing.why, standing.mend] }
    : undefined;
};

const judge = (
  one: Compared,
  pairs: Pairs | undefined,
  ruling: ModeRuling | undefined,
  policy: GatePolicy,
): Judged => {
  const unmeasured = whyNotMeasured(one, pairs, policy);
  if (ruling?.verdict === 'regressed') {
    const reasons = ruling.reasons.map(reasonInWords);
    return unmeasured === undefined
      ? { verdict: 'regressed', reasons }
      : { verdict: 'regressed', reasons: [...reasons, unmeasured], unmeasured };
  }
  if (unmeasured !== undefined) return { verdict: 'not measured', reasons: [unmeasured] };
  const advice = advisory(one);
  if (advice !== undefined) return advice;
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
    return {
      verdict: 'undecided',
      reasons: [...ruling.reasons.map(reasonInWords), ...settling(ruling)],
    };
  }
  return {
    verdict: ruling !== undefined && isBetter(one, pairs, policy) ? 'improved' : 'same',
    reasons: [],
  };
};

/**
 * Deterministic: cases were fixed and none broke. Sampled: the head does better beyond luck, by the
 * same test turned around; a flip or two is noise.
 */
const isBetter = ({ head }: Compared, { compared }: Pairs, { alpha }: GatePolicy): boolean => {
  const broke = compared.some((pair) => passes(pair.base) && !passes(pair.head));
  if (head.deterministic) {
    return !broke && compared.some((pair) => !passes(pair.base) && passes(pair.head));
  }
  const turned = compared.map(({ base, head: here }): Table => {
    const [before, after] = [trialsOf(base), trialsOf(here)].map((trials) =>
      trials.filter((trial) => trial !== null),
    ) as [number[], number[]];
    return { b: sum(after), nB: after.length, h: sum(before), nH: before.length };
  });
  return stratifiedFisherWorse(turned) <= alpha;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Compares every eval with the baseline: a row each. `fresh`: what re-runs have shown, all of it. */
export const compare = (
  evals: readonly Compared[],
  policy: GatePolicy,
  fresh: Fresh = nothingFresh,
): EvalRow[] => {
  const paired = pairAll(evals);
  const { modes } = ruleOnAll(paired, policy, fresh, true);
  return evals.map((one) => {
    const { name } = one.head;
    const pairs = paired.get(name)?.pairs;
    return rowOf(one, pairs, judge(one, pairs, modes[name], policy), {
      ruling: modes[name],
      fresh,
    });
  });
};
