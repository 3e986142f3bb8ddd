import type { Adjusted } from './adjust.ts';
import { evidenceOf, findingOf, type Finding } from './finding.ts';
import { moreFor } from './more.ts';
import { atMost, type Settings } from './options.ts';
import type { Tested } from './p-values.ts';
import type { ModeRuling, Reason } from './ruling.ts';
import type { Subject } from './subject.ts';

const tooManyErrors = ({ rung, screen }: Subject, { maxErrorShare }: Settings): boolean =>
  rung === 'deterministic' ? screen.errored.length > 0 : !atMost(screen.errorShare, maxErrorShare);

/** What keeps a mode from being called fine, though no test says that it is worse. */
const concernsOf = (subject: Subject, settings: Settings): Reason[] => [
  ...(subject.screen.removed.length > 0 ? ['passing_cases_removed' as const] : []),
  ...(tooManyErrors(subject, settings) ? ['errored_cases' as const] : []),
];

const withConcerns = (finding: Finding, subject: Subject, settings: Settings): Finding => {
  if (finding.verdict === 'regressed' || finding.verdict === 'undecided') return finding;
  const concerns = concernsOf(subject, settings);
  return concerns.length > 0 ? { verdict: 'undecided', reasons: concerns } : finding;
};

/** The ruling on one mode. */
export const ruleOn = (tested: Tested, adjusted: Adjusted, settings: Settings): ModeRuling => {
  const { subject } = tested;
  const { compared, newlyFailing, newlyFixed, added, removed, errored, p1 } = subject.screen;
  const evidence = evidenceOf(subject, adjusted, settings);
  const found = ((): Finding => {
    if (subject.screen.allRemoved) return { verdict: 'undecided', reasons: ['all_removed'] };
    if (compared.length > 0) return findingOf(subject, evidence, settings);
    return { verdict: 'new', reasons: ['no_baseline'] };
  })();
  const { reasons, ...finding } = withConcerns(found, subject, settings);
  const suspicious = reasons.includes('suspicious_but_unproven') && settings.rerunAvailable;
  return {
    ...finding,
    pAdjusted:
      subject.rung === 'deterministic'
        ? Number(newlyFailing.length === 0)
        : Math.min(evidence.pCase, evidence.pMode),
    ...evidence,
    p1,
    newlyFailing,
    newlyFixed,
    added,
    removed,
    errored,
    reasons: [
      ...(subject.misdeclared ? ['declared_deterministic_but_trials_disagree' as const] : []),
      ...reasons,
    ],
    ...(suspicious ? { more: moreFor(tested, adjusted, settings) } : {}),
  };
};
