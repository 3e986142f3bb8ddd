import { isGraded, passes } from '../../decide/pairs.ts';
import type { Case } from '../../domain/case.ts';
import type { Produced } from '../../domain/output.ts';
import type { Measured } from '../all.ts';
import { casesOf } from '../cases.ts';
import type { Work } from '../work.ts';
import type { DefinedJudge } from './defined.ts';

/** A case's output, and what the judge said of it. */
export type Judged = {
  one: Case;
  produced: Produced | undefined;
  passed: boolean;
  critique: string;
};

/** All that a judge passed or failed in this run; undefined where its target was not measured. */
export const judgedIn = (
  work: Work,
  { name, eval: check }: DefinedJudge,
  { sides }: Measured,
): (() => AsyncGenerator<Judged>) | undefined => {
  const side = sides.get(check.target);
  const target = work.head.definitions.config.targets[check.target];
  const tally = side?.evals.find((one) => one.name === name)?.tally;
  if (side === undefined || tally === undefined || target === undefined) return undefined;
  return async function* judged() {
    for await (const one of casesOf(work, target)) {
      const marks = tally.marks.get(one.id) ?? '';
      if (!isGraded(marks)) continue;
      const [produced] = (await side.outputs.get(one.id)) ?? [];
      yield { one, produced, passed: passes(marks), critique: tally.sayings.get(one.id) ?? '' };
    }
  };
};
