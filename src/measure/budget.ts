import type { Target } from '../domain/config.ts';
import type { Work } from './work.ts';
import { casesOf } from './cases.ts';

export type BudgetPort = {
  /** Model calls that one run of a target is taken to make. */
  callsPerRun(target: Target): number;
  /** Why so many calls do not fit the budget; undefined where they do. */
  refuse(calls: number, work: Work): string | undefined;
};

/** Asks before the first call whether what is planned fits the budget. */
export const refusalOf = async (work: Work, port: BudgetPort): Promise<string | undefined> => {
  let calls = 0;
  for (const [name, target] of Object.entries(work.head.definitions.config.targets)) {
    const runs = work.force || work.affected.some((one) => one.target === name && one.mustRun);
    const perCase = target.trials * port.callsPerRun(target);
    if (!runs || perCase === 0) continue;
    for await (const _ of casesOf(work, target)) calls += perCase;
  }
  return port.refuse(calls, work);
};
