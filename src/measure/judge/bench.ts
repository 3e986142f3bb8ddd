import type { Compared } from '../../decide/compared.ts';
import type { Resources } from '../../domain/assertion.ts';
import type { DefinedEval } from '../../domain/definitions.ts';
import type { MeasuredJudge } from '../../domain/measurement.ts';
import type { EvalName } from '../../domain/names.ts';
import type { PrepareOther } from '../grading.ts';
import type { Work } from '../work.ts';
import { isJudge } from './defined.ts';
import { readyJudge, type JudgingPorts, type ReadyJudge, type Use } from './ready.ts';

/** The judges of a run, each opened once: its questions, its usage and its standing are one. */
export type Judges = ReadonlyMap<EvalName, ReadyJudge>;

export const readyJudges = async (
  evals: readonly DefinedEval[],
  work: Work,
  ports: JudgingPorts,
): Promise<Map<EvalName, ReadyJudge>> => {
  const judges = new Map<EvalName, ReadyJudge>();
  for (const defined of evals.filter(isJudge)) {
    judges.set(defined.name, await readyJudge(defined, work, ports));
  }
  return judges;
};

export const graderOf =
  (judges: Judges, use: Use, resources: Resources): PrepareOther =>
  async ({ name }) =>
    judges.get(name)?.grader(use, resources);

export const judgeFacts = (judges: Judges, name: EvalName): { judge?: MeasuredJudge } => {
  const judge = judges.get(name);
  return judge === undefined ? {} : { judge: judge.facts() };
};

/** The evals with what is known of their judges by now: running cases again asked them more. */
export const withFacts = (compared: readonly Compared[], judges: Judges): Compared[] =>
  compared.map((one) => ({
    ...one,
    head: { ...one.head, ...judgeFacts(judges, one.head.name) },
  }));
