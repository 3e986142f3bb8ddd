import { type DecideOptions } from './rule/options.ts';
import type { Ruling } from './rule/ruling.ts';
import type { Trials } from './rule/trials.ts';
export type { Labels } from './statistics/labels.ts';
export type { DecideOptions, ModeOptions, Rung, Settings } from './rule/options.ts';
export type { ModeRuling, ModeVerdict, More, Reason, RerunRequest, Ruling } from './rule/ruling.ts';
export type { Trial, Trials } from './rule/trials.ts';
/**
 * Decides whether the head is worse than the baseline, beyond luck: screen, re-run, confirm.
 *
 * Call it with the first runs of both sides. While the ruling asks for re-runs, make them, append
 * their outcomes to `options.fresh` and call again; `finalize` ends that early.
 */
export declare const decide: (baselineTrials: Trials, headTrials: Trials, options: DecideOptions) => Ruling;
