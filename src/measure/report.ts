import type { Found } from '../baseline/store.ts';
import { withoutRows } from '../decide/gate.ts';
import { daysSince, loopHealth, loopUndefined } from '../decide/loop.ts';
import type { Affected } from '../decide/touched.ts';
import type { Decision } from '../domain/decision.ts';
import type { Definitions, Looked } from '../domain/definitions.ts';
import { noUsage, type Usage } from '../domain/output.ts';
import type { Problem } from '../domain/problem.ts';
import type { BaselineOrigin, CaseDetail, Report } from '../domain/report.ts';
import type { MeasuredSide } from './target-run.ts';
import { sumOfUsage } from './usage.ts';

const originOf = (
  found: Found | undefined,
  staleAfterDays: number,
  now: Date,
): BaselineOrigin | undefined => {
  const baseline = found?.baseline;
  if (baseline === undefined) return undefined;
  const ageDays = daysSince(baseline.at, now);
  const latest = found?.latest;
  return {
    commit: baseline.commit,
    branch: baseline.branch,
    at: baseline.at,
    ageDays,
    stale: ageDays > staleAfterDays,
    models: [...new Set(Object.values(baseline.targets).flatMap(({ models }) => models))],
    ...(latest && { latest: { commit: latest.commit, at: latest.at } }),
  };
};

export type Told = {
  kind: Report['kind'];
  subject: Report['subject'];
  now: Date;
  warnings: string[];
};

const bare = ({
  kind,
  subject,
  warnings,
}: Told): Omit<Report, 'decision' | 'loop' | 'problems'> => ({
  schema: 1,
  kind,
  subject,
  touched: [],
  baseline: undefined,
  targets: [],
  usage: { here: noUsage(), baseline: undefined },
  details: [],
  reruns: undefined,
  acceptCode: undefined,
  warnings,
});

/** A run that ended at the definitions. `looked`: as far as it can be told. */
export const invalidReport = (
  told: Told,
  problems: Problem[],
  looked: Looked | undefined,
): Report => ({
  ...bare(told),
  decision: withoutRows('invalid', `${problems.length} problems in the eval definitions`),
  loop: loopUndefined(looked, told.now),
  problems,
});

export type Ran = {
  definitions: Definitions;
  decision: Decision;
  affected: readonly Affected[];
  found: Found | undefined;
  sides: ReadonlyMap<string, MeasuredSide>;
  details: CaseDetail[];
  /** How often a changed case may be run again on a side, and what that took. */
  perSide: number;
  reran: Usage;
};

const rerunsOf = ({ rows }: Decision, perSide: number): Report['reruns'] => {
  const again = rows
    .flatMap(({ evals }) => evals)
    .flatMap(({ newlyFailing }) => newlyFailing.flatMap((one) => one.again?.outcome ?? []));
  const count = (outcome: (typeof again)[number]) => again.filter((one) => one === outcome).length;
  return again.length === 0
    ? undefined
    : {
        cases: again.length,
        perSide,
        confirmed: count('confirmed'),
        cleared: count('cleared'),
        unresolved: count('unresolved'),
      };
};

/** What the judges took that were asked here. */
const judged = ({ rows }: Decision): Usage[] =>
  rows.flatMap(({ evals }) => evals).flatMap(({ judge }) => judge?.usage ?? []);

/** A run, whole. */
export const reportOf = (told: Told, ran: Ran): Report => {
  const { definitions, decision, affected, found, sides, details, reran } = ran;
  const { stale_after } = definitions.config.gate;
  const { targets = {}, evals = {} } = found?.baseline ?? {};
  const before = [...sides.keys()].flatMap((name) => [
    ...(targets[name] ? [targets[name].usage] : []),
    ...Object.values(evals).flatMap(({ target, judged: took }) =>
      target === name && took !== undefined ? took : [],
    ),
  ]);
  return {
    ...bare(told),
    decision,
    touched: affected.map(({ target, touches }) => ({ target, touches })),
    baseline: originOf(found, Number.parseInt(stale_after, 10), told.now),
    targets: [...sides.values()].map(({ target }) => ({
      target: target.name,
      cases: target.cases.size,
      ran: target.ran,
      carried: target.cases.size - target.ran,
      models: target.models,
    })),
    usage: {
      here: sumOfUsage([
        reran,
        ...judged(decision),
        ...[...sides.values()].flatMap(({ target }) => (target.ran > 0 ? target.usage : [])),
      ]),
      baseline: before.length > 0 ? sumOfUsage(before) : undefined,
    },
    details,
    reruns: rerunsOf(decision, ran.perSide),
    loop: loopHealth(definitions, told.now),
    problems: [],
  };
};
