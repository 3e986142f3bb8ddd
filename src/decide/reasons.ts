import type { ModeRuling } from './decide.ts';

const words: Readonly<Record<string, string>> = {
  deterministic_case_newly_failing:
    'the target is deterministic, and a case that passed on the baseline fails here',
  case_confirmed_broken: 'a case fails here and passes on the base, beyond luck',
  mode_confirmed_worse: 'its changed cases together do worse here, beyond luck',
  suspicious_but_unproven: 'it looks worse, but not beyond luck',
  newly_failing_not_rerun: 'a case newly fails, and could not be run again to rule out luck',
  reruns_incomplete: 'not every re-run could be made',
  declared_deterministic_but_trials_disagree:
    'the target says `deterministic: true`, but trials of one case disagree: say false',
  judge_flip_needs_human_label: 'the judge changed its mind on a case; a person should look at it',
  human_confirmed: 'a person confirmed the failure',
  errored_cases: 'some cases could not be measured',
  no_labels: 'the judge has no human labels to be measured against',
  too_few_labels: 'the judge has too few human labels',
  judge_not_better_than_chance: 'the judge does no better than chance',
  within_judge_error: "the failures are within the judge's own error",
};

/** A reason of the rule, in words for a comment. */
export const reasonInWords = (reason: string): string =>
  words[reason] ?? reason.replaceAll('_', ' ');

/** What would settle an undecided eval, as a sentence. */
export const settling = ({ more }: Pick<ModeRuling, 'more'>): string[] => {
  if (more === undefined) return [];
  if (more.kind === 'reruns') {
    const cases = more.cases.length === 1 ? 'one case' : `${more.cases.length} cases`;
    return [
      `${more.perSide} more runs a side of ${cases} would settle it, if they come out as so far`,
    ];
  }
  return [
    more.total === undefined
      ? 'more cases would settle it'
      : `${more.total} cases in all would settle it, if they come out as so far`,
  ];
};
