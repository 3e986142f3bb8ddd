import { prepareEval, type Grader } from '../assertions/grade.ts';
import type { Rules } from '../decide/rules.ts';
import type { Resources } from '../domain/assertion.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import type { JudgePorts } from '../judges/judge.ts';
import { isJudge } from '../measure/judge/defined.ts';
import type { Side } from '../measure/sides.ts';
import { emptyCount, type Count } from './count.ts';
import type { TargetOf } from './target-of.ts';
import { openTraceJudge, type TraceJudge } from './trace-judge.ts';

/** An eval of the code rung over traces. */
type TraceCode = { defined: DefinedEval; grade: Grader; count: Count };

/** All that runs over traces, and what was seen besides. */
export type Bench = {
  codes: TraceCode[];
  judges: TraceJudge[];
  targetOf: TargetOf;
  /** Traces of no known target. */
  unassigned: number;
  /** Traces that ended in an error, without an answer. */
  unanswered: number;
};

type Opening = { rules: Rules; ports: JudgePorts; resources: Resources; targetOf: TargetOf };

/** Makes every code and judge eval ready to run over traces. */
export const openBench = async (
  head: Side,
  { targetOf, resources, ...judging }: Opening,
): Promise<Bench> => {
  const { evals } = head.definitions;
  const bench: Bench = { codes: [], judges: [], targetOf, unassigned: 0, unanswered: 0 };
  for (const defined of evals) {
    const { eval: check } = defined;
    if (check.rung !== 'code') continue;
    const grade = await prepareEval(check, resources);
    bench.codes.push({ defined, grade, count: emptyCount() });
  }
  for (const defined of evals.filter(isJudge)) {
    bench.judges.push(await openTraceJudge(defined, { head, resources, ...judging }));
  }
  return bench;
};
