import { prepareEval, type Grader } from '../assertions/grade.ts';
import type { Resources } from '../domain/assertion.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import { producedBy, traceCase } from '../frequency/trace-case.ts';
import { targetOf } from '../frequency/target-of.ts';
import type { Signals } from './facts.ts';
import type { Traces } from './traces.ts';

/** Enough to sample from, and read within seconds. */
const mostTraces = 2000;

type Check = { defined: DefinedEval; grade: Grader };

const newestFirst = (traces: Traces): string[] =>
  traces
    .all()
    .toSorted((one, other) => Date.parse(other.at ?? '') - Date.parse(one.at ?? '') || 0)
    .map(({ id }) => id);

/**
 * The failure modes that fire on each trace, by their code alone: no model is asked. Of the newest
 * traces, since a sample is of the last week.
 */
export const firesOn = async (
  traces: Traces,
  { evals, config }: Definitions,
  resources: Resources,
): Promise<Map<string, Signals>> => {
  const checks: Check[] = [];
  for (const defined of evals) {
    if (defined.eval.rung !== 'code') continue;
    checks.push({ defined, grade: await prepareEval(defined.eval, resources) });
  }
  const signals = new Map<string, Signals>();
  const nameTarget = targetOf(Object.keys(config.targets), undefined);
  for (const id of checks.length === 0 ? [] : newestFirst(traces).slice(0, mostTraces)) {
    const trace = await traces.read(id);
    const target = trace && nameTarget(trace);
    if (trace === undefined || target === undefined) continue;
    const { case: one, output } = traceCase(trace);
    const fires = new Set<string>();
    for (const { defined, grade } of checks.filter(
      (check) => check.defined.eval.target === target,
    )) {
      const { verdict } = await grade(one, producedBy(output));
      if (verdict === 'fail') fires.add(defined.mode);
    }
    if (fires.size > 0) signals.set(id, { fires: [...fires] });
  }
  return signals;
};
