import { readLabels } from '../definitions/labels.ts';
import type { Target } from '../domain/config.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import type { TargetName } from '../domain/names.ts';
import { heldLabels } from './judge/held.ts';
import { canMeasure } from './judge/measured.ts';
import { isJudge, type DefinedJudge } from './judge/defined.ts';
import type { Work } from './work.ts';
import { casesOf } from './cases.ts';

export type BudgetPort = {
  /** Model calls that one run of a target is taken to make. */
  callsPerRun(target: Target): number;
  /** Why so many calls do not fit the budget; undefined where they do. */
  refuse(calls: number, work: Work): string | undefined;
};

/** Another judge than the baseline's: it is asked about the baseline's outputs, and about its labels. */
export const isNewJudge = ({ name }: DefinedEval, { head: { prints }, found }: Work): boolean =>
  found?.baseline?.evals[name]?.fingerprint !== prints.evals[name];

const isKnown = (name: TargetName, { found }: Work): boolean =>
  found?.baseline?.targets[name] !== undefined;

const labelsOf = async ({ eval: check }: DefinedJudge, { head, base }: Work): Promise<number> => {
  const { labels } = await readLabels((base ?? head).files, check.judge.labels);
  const held = heldLabels(labels);
  return canMeasure({ held }) ? held.labels.length : 0;
};

/** What a target's judges are asked: about each case so often, and about labels. */
const questionsOf = async (name: TargetName, runs: boolean, work: Work) => {
  const judges = work.head.definitions.evals
    .filter(isJudge)
    .filter(({ eval: check }) => check.target === name);
  let [perCase, labels] = [0, 0];
  for (const judge of judges) {
    const isNew = isNewJudge(judge, work);
    perCase += Number(runs) + Number(isNew && isKnown(name, work));
    labels += isNew ? await labelsOf(judge, work) : 0;
  }
  return { perCase, labels };
};

/** Asks before the first call whether what is planned fits the budget. */
export const refusalOf = async (work: Work, port: BudgetPort): Promise<string | undefined> => {
  let calls = 0;
  for (const [name, target] of Object.entries(work.head.definitions.config.targets)) {
    const affected = work.affected.find((one) => one.target === name);
    if (!work.force && affected === undefined) continue;
    const runs = work.force || affected?.mustRun === true;
    const { perCase, labels } = await questionsOf(name, runs, work);
    const perRun = (runs ? port.callsPerRun(target) : 0) + perCase;
    calls += labels;
    if (perRun === 0) continue;
    for await (const _ of casesOf(work, target)) calls += target.trials * perRun;
  }
  return port.refuse(calls, work);
};
