import { prepareEval, type Grader } from '../assertions/grade.ts';
import type { Resources } from '../domain/assertion.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { Trace } from '../domain/trace.ts';
import { producedBy, traceCase } from '../frequency/trace-case.ts';
import { targetOf } from '../frequency/target-of.ts';
import { isJudge } from '../measure/judge/defined.ts';
import type { DisagreeOn } from './disagreements.ts';
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

const prepared = async ({ evals }: Definitions, resources: Resources): Promise<Check[]> => {
  const checks: Check[] = [];
  for (const defined of evals) {
    if (defined.eval.rung !== 'code') continue;
    checks.push({ defined, grade: await prepareEval(defined.eval, resources) });
  }
  return checks;
};

const firesOn = async (checks: readonly Check[], trace: Trace): Promise<string[]> => {
  const { case: one, output } = traceCase(trace);
  const fires = new Set<string>();
  for (const { defined, grade } of checks) {
    const { verdict } = await grade(one, producedBy(output));
    if (verdict === 'fail') fires.add(defined.mode);
  }
  return [...fires];
};

/**
 * Why traces may be worth reading: the failure modes that fire on each, by their code alone, and the
 * judges that said otherwise of it than a person. No model is asked. Of the newest traces, since a
 * sample is of the last week.
 */
export const signalsOn = async (
  traces: Traces,
  definitions: Definitions,
  resources: Resources,
  disagreeOn: DisagreeOn,
): Promise<Map<string, Signals>> => {
  const checks = await prepared(definitions, resources);
  // Where nothing can be told of a trace, none is read.
  if (checks.length === 0 && !definitions.evals.some(isJudge)) return new Map();
  const nameTarget = targetOf(Object.keys(definitions.config.targets), undefined);
  const signals = new Map<string, Signals>();
  for (const id of newestFirst(traces).slice(0, mostTraces)) {
    const trace = await traces.read(id);
    if (trace === undefined) continue;
    const target = nameTarget(trace);
    const own = checks.filter(({ defined }) => defined.eval.target === target);
    const fires = await firesOn(own, trace);
    const disagreements = disagreeOn(trace);
    if (fires.length + disagreements.length > 0) signals.set(id, { fires, disagreements });
  }
  return signals;
};
