import type { Rules } from '../decide/rules.ts';
import type { Config } from '../domain/config.ts';
import type { EvalName } from '../domain/names.ts';
import type { Traces } from '../look/traces.ts';
import { grouped } from '../reports/words/numbers.ts';
import type { CountedJudge } from './frequency.ts';
import { askPending, type Watch } from './measure-traces.ts';
import {
  calibrationOf,
  countedJudge,
  questionsOf,
  type Admission,
  type TraceJudge,
} from './trace-judge.ts';

/** Some traces alone would be no fair sample of all, so where not all can be asked about none is. */
const beyondBudget = (questions: number, { budget: { calls } }: Rules): string | undefined =>
  questions <= calls
    ? undefined
    : `${grouped(questions)} questions are to be asked, and the budget is ${grouped(calls)} calls: name fewer traces (--traces), or raise \`budget.calls\``;

type Asking = Watch & {
  admission: Admission;
  config: Config;
  rules: Rules;
  traces: Pick<Traces, 'read'>;
  now: Date;
};

/** Asks judges what they could not say without, held against people first. */
export const askJudges = async (
  judges: readonly TraceJudge[],
  { admission, config, rules, traces, now, ...watch }: Asking,
): Promise<Map<EvalName, CountedJudge>> => {
  let questions = 0;
  for (const one of judges) questions += await questionsOf(one);
  admission.settle(beyondBudget(questions, rules));
  const counted = new Map<EvalName, CountedJudge>();
  for (const one of judges) {
    const { name, eval: check } = one.defined;
    const concurrency = config.targets[check.target]?.concurrency ?? 1;
    const onAnswer = (done: number) => watch.tell(`${name} on its labels`, done);
    const at = now.toISOString();
    const calibration = await calibrationOf(one, { at, concurrency, onAnswer });
    await askPending(one, traces, { ...watch, concurrency });
    counted.set(name, countedJudge(one, calibration, now));
  }
  return counted;
};
