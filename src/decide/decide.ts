import { adjust, type Adjusted } from './rule/adjust.ts';
import { settingsOf, type DecideOptions } from './rule/options.ts';
import { testMode } from './rule/p-values.ts';
import type { ModeRuling, Ruling } from './rule/ruling.ts';
import { subjectsOf } from './rule/subject.ts';
import type { Trials } from './rule/trials.ts';
import { ruleOn } from './rule/verdict.ts';

export type { Labels } from './statistics/labels.ts';
export type { DecideOptions, ModeOptions, Rung, Settings } from './rule/options.ts';
export type { ModeRuling, ModeVerdict, More, Reason, RerunRequest, Ruling } from './rule/ruling.ts';
export type { Trial, Trials } from './rule/trials.ts';

const untested: Adjusted = { pMode: 1, pCases: new Map() };

const conclusionOf = (modes: readonly ModeRuling[]): Ruling['conclusion'] => {
  if (modes.some(({ verdict }) => verdict === 'regressed')) return 'block';
  return modes.some(({ verdict }) => verdict === 'undecided') ? 'undecided' : 'pass';
};

/**
 * Decides whether the head is worse than the baseline, beyond luck: screen, re-run, confirm.
 *
 * Call it with the first runs of both sides. While the ruling asks for re-runs, make them, append
 * their outcomes to `options.fresh` and call again; `finalize` ends that early.
 */
export const decide = (
  baselineTrials: Trials,
  headTrials: Trials,
  options: DecideOptions,
): Ruling => {
  const settings = settingsOf(options);
  const subjects = subjectsOf(baselineTrials, headTrials, options, settings);
  const tested = subjects.map((subject) => testMode(subject, settings));
  const adjusted = adjust(tested);
  const rulings = tested.map((one, i) => ruleOn(one, adjusted[i] ?? untested, settings));
  const conclusion = conclusionOf(rulings);
  const named = Object.fromEntries(subjects.map(({ mode }, i) => [mode, rulings[i]]));
  return {
    block: conclusion === 'block',
    conclusion,
    // Without a prototype: a mode may have any name.
    modes: Object.assign(Object.create(null), named),
    rerun: settings.finalize
      ? []
      : subjects.flatMap(({ reruns }) => reruns.flatMap(({ requests }) => requests)),
  };
};
