import type { GatePolicy } from '../domain/config.ts';
import type { Case } from '../domain/case.ts';
import type { CaseId, EvalName, TargetName } from '../domain/names.ts';
import type { Compared } from '../decide/compared.ts';
import type { RerunRequest, Trial, Trials } from '../decide/decide.ts';
import { isAdvisory, pairAll, ruleOnAll, type Fresh } from '../decide/ruling.ts';

/** A side on which single cases can be run and graded again. */
export type RerunSide = {
  concurrency: number;
  /** Runs a case once more, and grades it by these evals. */
  run(one: Case, trial: number, evals: readonly EvalName[]): Promise<Map<EvalName, Trial>>;
  close(): Promise<void>;
};

export type RerunPort = {
  /** The cases with these ids. */
  cases(target: TargetName, ids: ReadonlySet<CaseId>): Promise<Map<CaseId, Case>>;
  /** Opens a side of a target; undefined: it cannot be run again there. */
  open(target: TargetName, side: RerunRequest['side']): Promise<RerunSide | undefined>;
};

/** Requests that one case on one side answers together. */
type Errand = { case: Case; side: RerunRequest['side']; requests: RerunRequest[] };

/** The rule asks at most three times: first the head, then the base, and once more at the end. */
const mostRounds = 4;

const freshOf = (trials: Trials, { mode, case: id }: RerunRequest): readonly Trial[] =>
  trials[mode]?.[id] ?? [];

const append = (trials: Trials, mode: string, id: CaseId, outcome: Trial): void => {
  const cases = (trials[mode] ??= {});
  cases[id] = [...(cases[id] ?? []), outcome];
};

/** Runs one case until every eval that asked has its trials, or has passed often enough. */
const runErrand = async (side: RerunSide, { case: one, requests }: Errand, trials: Trials) => {
  const done = Math.max(...requests.map((request) => freshOf(trials, request).length));
  let open = requests.map((request) => ({
    name: request.mode as EvalName,
    trials: request.trials,
    passes: request.stopAfterPasses ?? Number.POSITIVE_INFINITY,
  }));
  // Trials are numbered on from the first runs: a target that takes its seed from them gives new ones.
  for (let trial = 1000 + done; open.length > 0; trial += 1) {
    const names = open.map(({ name }) => name);
    const outcomes = await side.run(one, trial, names);
    for (const need of open) {
      const outcome = outcomes.get(need.name) ?? null;
      append(trials, need.name, one.id, outcome);
      need.trials -= 1;
      if (outcome === 1) need.passes -= 1;
    }
    open = open.filter((need) => need.trials > 0 && need.passes > 0);
  }
};

const inParallel = async <T>(
  items: readonly T[],
  most: number,
  act: (item: T) => Promise<void>,
) => {
  const queue = [...items];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
};

type Sides = Record<RerunRequest['side'], RerunSide>;

const openSides = async (target: TargetName, port: RerunPort): Promise<Sides | undefined> => {
  const baseline = await port.open(target, 'baseline');
  if (baseline === undefined) return undefined;
  const head = await port.open(target, 'head');
  if (head !== undefined) return { baseline, head };
  await baseline.close();
  return undefined;
};

const errandsOf = (
  requests: readonly RerunRequest[],
  cases: ReadonlyMap<CaseId, Case>,
): Errand[] => {
  const groups = Map.groupBy(requests, ({ side, case: id }) => `${side} ${id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const one = first && cases.get(first.case);
    return first === undefined || one === undefined
      ? []
      : [{ case: one, side: first.side, requests: group }];
  });
};

/** Both sides at once: an incident at a provider then hits both. */
const answer = async (
  requests: readonly RerunRequest[],
  target: TargetName,
  sides: Sides,
  port: RerunPort,
  trials: Record<RerunRequest['side'], Trials>,
) => {
  const cases = await port.cases(target, new Set(requests.map((request) => request.case)));
  const errands = errandsOf(requests, cases);
  await Promise.all(
    (['head', 'baseline'] as const).map((name) => {
      const own = errands.filter(({ side }) => side === name);
      const side = sides[name];
      return inParallel(own, side.concurrency, (errand) => runErrand(side, errand, trials[name]));
    }),
  );
};

/**
 * Screen, re-run, confirm: cases whose result differs are run again on both sides, as the rule asks.
 * An eval whose target cannot be run again leaves that family, and the rule without re-runs holds.
 */
export const confirm = async (
  evals: readonly Compared[],
  rerunnable: ReadonlySet<EvalName>,
  policy: GatePolicy,
  port: RerunPort,
): Promise<Fresh> => {
  const paired = pairAll(evals);
  const targetOf = new Map(evals.map(({ head }) => [head.name, head.target]));
  const again = new Set(
    evals.flatMap(({ head, carried }) =>
      !carried && !isAdvisory(head) && rerunnable.has(head.name) ? [head.name] : [],
    ),
  );
  const trials: Record<RerunRequest['side'], Trials> = { baseline: {}, head: {} };
  const fresh: Fresh = { again, ...trials };
  const opened = new Map<TargetName, Sides>();
  try {
    for (let round = 0; round < mostRounds; round += 1) {
      const { rerun } = ruleOnAll(paired, policy, fresh, false);
      if (rerun.length === 0) break;
      const byTarget = Map.groupBy(rerun, ({ mode }) => targetOf.get(mode as EvalName) ?? '');
      for (const [target, requests] of byTarget) {
        const sides = opened.get(target) ?? (await openSides(target, port));
        if (sides === undefined) {
          for (const name of again) if (targetOf.get(name) === target) again.delete(name);
          continue;
        }
        opened.set(target, sides);
        await answer(requests, target, sides, port, trials);
      }
    }
    return fresh;
  } finally {
    for (const { baseline, head } of opened.values()) {
      await Promise.all([baseline.close(), head.close()]);
    }
  }
};
