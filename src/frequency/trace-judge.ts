import { prepareWhen, type Grader } from '../assertions/grade.ts';
import { subjectOf } from '../assertions/subject.ts';
import { judgeRow } from '../decide/judging/judge-row.ts';
import { standingOf } from '../decide/judging/standing.ts';
import type { Resources } from '../domain/assertion.ts';
import type { Case } from '../domain/case.ts';
import type { Calibration } from '../domain/judging.ts';
import type { Output } from '../domain/output.ts';
import type { JudgeRow } from '../domain/row.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Judge, JudgePorts } from '../judges/judge.ts';
import { canMeasure, measureAgreement } from '../measure/judge/measured.ts';
import { openJudgeOf, usageOf } from '../measure/judge/opened.ts';
import type { DefinedJudge } from '../measure/judge/defined.ts';
import { readQuestion, type JudgeQuestion } from '../measure/judge/question.ts';
import type { Rules } from '../decide/rules.ts';
import type { Side } from '../measure/sides.ts';
import { emptyCount, type Count } from './count.ts';
import type { CountedJudge } from './frequency.ts';

const notYet = 'it was not asked yet';

/** True of a verdict for which a model would have to be asked, before it may be. */
export const isUnasked = (verdict: Verdict): boolean =>
  verdict.verdict === 'error' && verdict.reason === notYet;

/**
 * Until `settle`, judges say only what they know without asking, so that what there is to ask is
 * counted first. A reason for a refusal: they are not asked at all.
 */
export const openAdmission = (ports: JudgePorts) => {
  let refusal: string | undefined = notYet;
  return {
    ports: { ...ports, admit: () => refusal ?? ports.admit() } satisfies JudgePorts,
    settle(reason: string | undefined) {
      refusal = reason;
    },
  };
};

export type Admission = Pick<ReturnType<typeof openAdmission>, 'settle'>;

/** A judge over traces, and those that it is yet to be asked about. */
export type TraceJudge = {
  defined: DefinedJudge;
  judge: Judge;
  question: JudgeQuestion;
  grade: Grader;
  count: Count;
  pending: { trace: string; index: number }[];
};

const itemOf = (one: Case, { output, messages, documents, tool_calls }: Output) => ({
  input: one.input,
  output,
  reference: one.reference,
  messages,
  documents,
  tool_calls,
});

type Opening = { head: Side; rules: Rules; ports: JudgePorts; resources: Resources };

export const openTraceJudge = async (
  defined: DefinedJudge,
  { head, rules, ports, resources }: Opening,
): Promise<TraceJudge> => {
  const question = await readQuestion(defined, { head, base: undefined, rules });
  const judge = await openJudgeOf(defined, question, head.files, ports);
  const applies = await prepareWhen(defined.eval.when, resources);
  const grade: Grader = async (one, produced) => {
    if (produced.kind !== 'output') return { verdict: 'error', reason: produced.reason };
    const exempt = await applies(subjectOf(one, produced.output));
    return exempt ?? judge.judge(itemOf(one, produced.output));
  };
  return { defined, judge, question, grade, count: emptyCount(), pending: [] };
};

/** No trace is its to judge: then it need not be held against people either. */
const isIdle = ({ count, pending }: TraceJudge): boolean => count.applicable + pending.length === 0;

/** Questions to its model that are yet to be asked: of traces, and of people's labels. */
export const questionsOf = async (one: TraceJudge): Promise<number> => {
  const { judge, question, pending } = one;
  if (isIdle(one) || !canMeasure(question)) return pending.length;
  const unasked: Verdict[] = [];
  for (const label of question.held.labels) {
    const verdict = await judge.judge(label);
    if (isUnasked(verdict)) unasked.push(verdict);
  }
  return pending.length + unasked.length;
};

/** Holds a judge against people; undefined where it has too few labels, or nothing to judge. */
export const calibrationOf = async (
  one: TraceJudge,
  how: Parameters<typeof measureAgreement>[2],
): Promise<Calibration | undefined> =>
  isIdle(one) || !canMeasure(one.question)
    ? undefined
    : measureAgreement(one.judge, one.question, how);

/** A share of passes, as the share of fails that is left. */
const failing = ({
  rate,
  lower,
  upper,
  clipped,
}: NonNullable<JudgeRow['corrected']>): CountedJudge['corrected'] => ({
  value: 1 - rate,
  lower: 1 - upper,
  upper: 1 - lower,
  clipped,
});

/** How far to trust what a judge said of the traces, and the rate behind it. */
export const countedJudge = (
  { judge, question: { held }, count }: TraceJudge,
  calibration: Calibration | undefined,
  now: Date,
): CountedJudge => {
  const standing = standingOf({ held, calibration, now, staleAfterDays: 0 });
  const usage = usageOf(judge);
  const graded = count.applicable - count.errors;
  const row = judgeRow(
    { standing, calibration, usage, ageDays: 0, labels: undefined, people: new Map() },
    { passed: graded - count.happened, graded },
  );
  const isTrusted = standing.state === 'calibrated' && row.corrected !== undefined;
  return {
    standing,
    agreement: row.agreement,
    labels: row.agreement?.labels ?? 0,
    corrected: isTrusted && row.corrected ? failing(row.corrected) : undefined,
    usage,
  };
};
