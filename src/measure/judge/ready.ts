import { prepareWhen, type Grader } from '../../assertions/grade.ts';
import { subjectOf } from '../../assertions/subject.ts';
import { standingAfter } from '../../decide/judging/fallen.ts';
import { standingOf } from '../../decide/judging/standing.ts';
import { daysSince } from '../../decide/loop.ts';
import type { Rules } from '../../decide/rules.ts';
import type { Resources } from '../../domain/assertion.ts';
import type { Case } from '../../domain/case.ts';
import type { Calibration } from '../../domain/judging.ts';
import type { MeasuredJudge } from '../../domain/measurement.ts';
import type { Output } from '../../domain/output.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Judge, JudgePorts } from '../../judges/judge.ts';
import { checkSentinels } from '../../judges/sentinels.ts';
import type { Work } from '../work.ts';
import { codeOfMode, unchangedEvals } from './code-first.ts';
import type { DefinedJudge } from './defined.ts';
import { canMeasure, measureAgreement } from './measured.ts';
import { openJudgeOf, usageOf } from './opened.ts';
import { openPeople } from './people.ts';
import { readQuestion, type JudgeQuestion } from './question.ts';

/** What judges need of the world. */
export type JudgingPorts = {
  /** A model to ask, within the run's budget. */
  judging(rules: Rules): JudgePorts;
};

/** `head`: people's verdicts on these very outputs count. `again`: a reply heard before does not. */
export type Use = 'head' | 'stored' | 'again';

/** A judge made ready: what it says, who it is, and how far it is to be trusted. */
export type ReadyJudge = {
  grader(use: Use, resources: Resources): Promise<Grader>;
  facts(): MeasuredJudge;
};

const skipped: Verdict = { verdict: 'skipped' };

const itemOf = (one: Case, { output, messages, documents, tool_calls }: Output) => ({
  input: one.input,
  output,
  reference: one.reference,
  messages,
  documents,
  tool_calls,
});

/** A measurement that still holds: of this very judge by these very labels, and not too old for a push. */
const stillHolds = (
  stored: Calibration | undefined,
  { print, labelsPrint }: JudgeQuestion,
  { kind, now, rules }: Work,
): Calibration | undefined => {
  const isSame = stored?.judge === print && stored.labels === labelsPrint;
  if (stored === undefined || !isSame) return undefined;
  const isOld = daysSince(stored.at, now) > Number.parseInt(rules.gate.stale_after, 10);
  return kind === 'baseline' && isOld ? undefined : stored;
};

const byIds = ({ labels }: JudgeQuestion, ids: readonly string[]) =>
  labels.filter(({ id }) => ids.includes(id));

/** Asks once beside a run's questions what is known: a judge that drifted is noticed. */
const watch = (judge: Judge, question: JudgeQuestion, calibration: Calibration | undefined) => {
  let asked: Promise<string | undefined> | undefined;
  const { pass, fail } = calibration?.agreed ?? { pass: [], fail: [] };
  if (pass.length === 0 || fail.length === 0) return () => Promise.resolve(undefined);
  const sentinels = { pass: byIds(question, pass), fail: byIds(question, fail) };
  return () => (asked ??= checkSentinels(judge, sentinels));
};

const agreementFor = async (judge: Judge, question: JudgeQuestion, work: Work, target: string) => {
  if (!canMeasure(question)) return undefined;
  const concurrency = work.head.definitions.config.targets[target]?.concurrency ?? 1;
  return measureAgreement(judge, question, { at: work.now.toISOString(), concurrency });
};

/** What the judge would be by the change's own labels; nothing where these are those that count. */
const proposedFor = async (judge: Judge, question: JudgeQuestion, work: Work, target: string) => {
  if (question.proposed === undefined) return {};
  const asked = { ...question, ...question.proposed };
  const calibration = await agreementFor(judge, asked, work, target);
  const { held } = asked;
  return { proposed: standingOf({ held, calibration, now: work.now, staleAfterDays: 0 }) };
};

/** Measures a judge against people where that is not known, and says how far it is to be trusted. */
const trustIn = async (
  judge: Judge,
  defined: DefinedJudge,
  question: JudgeQuestion,
  work: Work,
) => {
  const { name, eval: check } = defined;
  const before = work.found?.baseline?.evals[name]?.calibration;
  const stored = stillHolds(before, question, work);
  const calibration = stored ?? (await agreementFor(judge, question, work, check.target));
  // What the model said just now, on every label, needs no watching; what was known before does.
  const isHeardNow = stored === undefined && judge.usage.cached === 0;
  const staleAfterDays = Number.parseInt(work.rules.gate.stale_after, 10);
  const asked = { held: question.held, calibration, now: work.now, staleAfterDays };
  return {
    calibration,
    standing: standingAfter(before, asked),
    drifted: watch(judge, question, isHeardNow ? undefined : calibration),
    ...(await proposedFor(judge, question, work, check.target)),
  };
};

/** Reads a judge, measures it against people where that is not known, and lets it grade. */
export const readyJudge = async (
  defined: DefinedJudge,
  work: Work,
  ports: JudgingPorts,
): Promise<ReadyJudge> => {
  const { eval: check } = defined;
  const { head, rules, now } = work;
  const question = await readQuestion(defined, work);
  const recordings = (work.base ?? head).files;
  const judge = await openJudgeOf(defined, question, recordings, ports.judging(rules));
  const { calibration, drifted, ...trust } = await trustIn(judge, defined, question, work);
  const trials = head.definitions.config.targets[check.target]?.trials ?? 1;
  const people = openPeople(question.labels, trials);

  const ask = async (one: Case, output: Output, use: Use): Promise<Verdict> => {
    const item = itemOf(one, output);
    const isRecorded = judge.isRecorded(item);
    const reason = isRecorded ? undefined : await drifted();
    if (reason !== undefined) return { verdict: 'error', reason };
    if (use === 'head') people.hear(one, output);
    return judge.judge(item, { fresh: use === 'again' && !isRecorded });
  };

  return {
    async grader(use, resources) {
      const applies = await prepareWhen(check.when, resources);
      const hasFailed = await codeOfMode(defined, unchangedEvals(work), resources);
      return async (one, produced) => {
        if (produced.kind === 'failed')
          return { verdict: 'fail', critique: `the target failed: ${produced.reason}` };
        if (produced.kind === 'error') return { verdict: 'error', reason: produced.reason };
        const { output } = produced;
        const exempt = await applies(subjectOf(one, output));
        if (exempt !== undefined) return exempt;
        return (await hasFailed(one, output)) ? skipped : ask(one, output, use);
      };
    },
    facts: () => ({
      ...trust,
      labels: head.tree.get(check.judge.labels),
      calibration,
      ageDays: calibration === undefined ? 0 : daysSince(calibration.at, now),
      usage: usageOf(judge),
      people: people.heard,
    }),
  };
};
