import type { Target } from '../domain/config.ts';
import type { TargetName } from '../domain/names.ts';
import { isJudge } from './judge/question.ts';
import type { Work } from './work.ts';
import { casesOf } from './cases.ts';

export type BudgetPort = {
  /** Model calls that one run of a target is taken to make. */
  callsPerRun(target: Target): number;
  /** Why so many calls do not fit the budget; undefined where they do. */
  refuse(calls: number, work: Work): string | undefined;
};

/** Judges that are asked about each case: all where it runs, else those that are others now. */
const judgesAsked = (
  name: TargetName,
  runs: boolean,
  { head: { definitions, prints }, found }: Work,
): number =>
  definitions.evals
    .filter(isJudge)
    .filter(({ eval: check }) => check.target === name)
    .filter(
      (one) => runs || found?.baseline?.evals[one.name]?.fingerprint !== prints.evals[one.name],
    ).length;

/** Asks before the first call whether what is planned fits the budget. */
export const refusalOf = async (work: Work, port: BudgetPort): Promise<string | undefined> => {
  let calls = 0;
  for (const [name, target] of Object.entries(work.head.definitions.config.targets)) {
    const affected = work.affected.find((one) => one.target === name);
    if (!work.force && affected === undefined) continue;
    const runs = work.force || affected?.mustRun === true;
    const perRun = (runs ? port.callsPerRun(target) : 0) + judgesAsked(name, runs, work);
    if (perRun === 0) continue;
    for await (const _ of casesOf(work, target)) calls += target.trials * perRun;
  }
  return port.refuse(calls, work);
};
