import { prepareEval } from '../../assertions/grade.ts';
import { examplesOfLabels } from '../../climb/labelled.ts';
import { agreementOf } from '../../decide/judging/agreement.ts';
import { readLabels } from '../../definitions/labels.ts';
import type { Resources } from '../../domain/assertion.ts';
import type { Label } from '../../domain/label.ts';
import type { Eval } from '../../domain/mode.ts';
import type { EvalName } from '../../domain/names.ts';
import type { Estimate } from '../../domain/row.ts';
import type { Side } from '../sides.ts';
import { isJudge } from './defined.ts';

type CodeEval = Extract<Eval, { rung: 'code' }>;

/** As a judge is measured, positive = pass: what the code skips, it does not fail. */
const matrixOf = async (check: CodeEval, labels: readonly Label[], resources: Resources) => {
  const grade = await prepareEval(check, resources);
  const matrix = { tp: 0, fn: 0, tn: 0, fp: 0 };
  for (const { case: one, output, label } of examplesOfLabels(labels)) {
    const { verdict } = await grade(one, { kind: 'output', output });
    if (label === 'pass') matrix[verdict === 'pass' || verdict === 'skipped' ? 'tp' : 'fn'] += 1;
    else matrix[verdict === 'fail' ? 'tn' : 'fp'] += 1;
  }
  return matrix;
};

const percent = (share: Estimate | undefined): string =>
  share === undefined ? 'none' : `${Math.round(share.value * 100)} %`;

/**
 * Judges of the base that are code here, and how far that code agrees with the base's own labels: for
 * whoever is to accept it. Nobody can tell code that learnt the labels by heart from code that holds.
 */
export const convertedJudges = async (
  base: Side,
  head: Side,
  resources: Resources,
): Promise<Map<EvalName, string>> => {
  const now = new Map(head.definitions.evals.map((defined) => [defined.name, defined.eval]));
  const converted = new Map<EvalName, string>();
  for (const { name, eval: before } of base.definitions.evals.filter(isJudge)) {
    const check = now.get(name);
    if (check?.rung !== 'code') continue;
    const { labels } = await readLabels(base.files, before.judge.labels);
    const { tpr, tnr } = agreementOf(await matrixOf(check, labels, resources));
    converted.set(
      name,
      `code that agrees with people on ${percent(tpr)} of passes and ${percent(tnr)} of fails`,
    );
  }
  return converted;
};
