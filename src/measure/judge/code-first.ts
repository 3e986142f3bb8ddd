import { prepareEval, type CodeEval, type Grader } from '../../assertions/grade.ts';
import type { Resources } from '../../domain/assertion.ts';
import type { Case } from '../../domain/case.ts';
import type { DefinedEval } from '../../domain/definitions.ts';
import type { Output } from '../../domain/output.ts';
import type { Work } from '../work.ts';
import type { DefinedJudge } from './defined.ts';

/**
 * Code that stood there before: what a change adds or alters does not keep outputs from the judge,
 * since its own row is new and blocks nothing.
 */
export const unchangedEvals = ({ head, base, found }: Work): DefinedEval[] => {
  const before = (name: DefinedEval['name']): string | undefined =>
    base === undefined ? found?.baseline?.evals[name]?.fingerprint : base.prints.evals[name];
  const isFirst = base === undefined && found?.baseline === undefined;
  return head.definitions.evals.filter(
    ({ name }) => isFirst || before(name) === head.prints.evals[name],
  );
};

/** Cheapest first: the mode's own code on the same target, after which no judge need be asked. */
export const codeOfMode = async (
  { mode, eval: { target } }: DefinedJudge,
  evals: readonly DefinedEval[],
  resources: Resources,
): Promise<(one: Case, output: Output) => Promise<boolean>> => {
  const graders: Grader[] = [];
  for (const { mode: own, eval: check } of evals) {
    if (own === mode && check.rung === 'code' && check.target === target)
      graders.push(await prepareEval(check satisfies CodeEval, resources));
  }
  return async (one, output) => {
    for (const grade of graders) {
      const { verdict } = await grade(one, { kind: 'output', output });
      if (verdict === 'fail') return true;
    }
    return false;
  };
};
