import type { Adjusted } from './adjust.ts';
import { judgeWorse } from './judge.ts';
import { atMost, type Settings } from './options.ts';
import type { ModeVerdict, Reason } from './ruling.ts';
import type { Subject } from './subject.ts';

/** One mode's p-values and newly failing cases, sorted by what the re-runs say of them. */
export type Evidence = {
  pCase: number;
  pMode: number;
  confirmed: string[];
  unresolved: string[];
  cleared: string[];
};

export type Finding = { verdict: ModeVerdict; reasons: Reason[]; pFloor?: number };

const smallest = (ps: Iterable<number>): number => [...ps].reduce((a, b) => Math.min(a, b), 1);

export const evidenceOf = (subject: Subject, adjusted: Adjusted, settings: Settings): Evidence => {
  const { newlyFailing } = subject.screen;
  const pCase = subject.rung === 'judge' ? 1 : smallest(adjusted.pCases.values());
  const evidence = { pCase, pMode: adjusted.pMode, confirmed: [], unresolved: [], cleared: [] };
  if (subject.rung === 'deterministic') return { ...evidence, confirmed: newlyFailing };
  if (!settings.rerunAvailable) return { ...evidence, unresolved: newlyFailing };
  const upTo = (limit: number) => (id: string) => atMost(adjusted.pCases.get(id) ?? 1, limit);
  const [isConfirmed, isSuspicious] = [upTo(settings.alpha), upTo(settings.inconclusiveAt)];
  return {
    ...evidence,
    confirmed: newlyFailing.filter(isConfirmed),
    unresolved: newlyFailing.filter((id) => isSuspicious(id) && !isConfirmed(id)),
    cleared: newlyFailing.filter((id) => !isSuspicious(id) && !isConfirmed(id)),
  };
};

const unproven = (reasons: Reason[]): Finding => ({
  verdict: reasons.length > 0 ? 'undecided' : 'not-regressed',
  reasons,
});

const incomplete = ({ reruns }: Subject): Reason[] =>
  reruns.some(({ state }) => state === 'incomplete') ? ['reruns_incomplete'] : [];

const notRerun = ({ screen }: Subject, { rerunAvailable }: Settings): Reason[] =>
  !rerunAvailable && screen.newlyFailing.length > 0 ? ['newly_failing_not_rerun'] : [];

const suspicious = (p: number, { inconclusiveAt }: Settings): Reason[] =>
  atMost(p, inconclusiveAt) ? ['suspicious_but_unproven'] : [];

const sampled = (subject: Subject, { pCase, pMode }: Evidence, settings: Settings): Finding => {
  const reasons: Reason[] = [
    ...(atMost(pCase, settings.alpha) ? ['case_confirmed_broken' as const] : []),
    ...(atMost(pMode, settings.alpha) ? ['mode_confirmed_worse' as const] : []),
  ];
  if (reasons.length > 0) return { verdict: 'regressed', reasons };
  const [first] = [...suspicious(Math.min(pCase, pMode), settings), ...notRerun(subject, settings)];
  return unproven([...(first ? [first] : []), ...incomplete(subject)]);
};

const judged = (subject: Subject, evidence: Evidence, settings: Settings): Finding => {
  const { humanLabels } = subject;
  const worse = atMost(evidence.pMode, settings.alpha) ? judgeWorse(subject, settings) : undefined;
  const floor = worse?.pFloor === undefined ? {} : { pFloor: worse.pFloor };
  const isTrueFail = evidence.confirmed.some((id) => humanLabels.get(id) === 0);
  const human: Reason[] = isTrueFail ? ['human_confirmed'] : [];
  if (worse?.blocks || isTrueFail) {
    const reasons = [...(worse?.blocks ? worse.reasons : []), ...human];
    return { verdict: 'regressed', reasons, ...floor };
  }
  if (worse) return { verdict: 'undecided', reasons: worse.reasons, ...floor };
  const needsLabel: Reason[] = evidence.confirmed.some((id) => !humanLabels.has(id))
    ? ['judge_flip_needs_human_label']
    : [];
  const [first] = [
    ...suspicious(evidence.pMode, settings),
    ...notRerun(subject, settings),
    ...needsLabel,
  ];
  return unproven([...(first ? [first] : []), ...incomplete(subject)]);
};

/** What the tests say of a mode that has something to compare. */
export const findingOf = (subject: Subject, evidence: Evidence, settings: Settings): Finding => {
  if (subject.rung === 'sampled') return sampled(subject, evidence, settings);
  if (subject.rung === 'judge') return judged(subject, evidence, settings);
  return subject.screen.newlyFailing.length > 0
    ? { verdict: 'regressed', reasons: ['deterministic_case_newly_failing'] }
    : { verdict: 'not-regressed', reasons: [] };
};
