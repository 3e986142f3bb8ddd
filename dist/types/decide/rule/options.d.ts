import type { Labels } from '../statistics/labels.ts';
import type { Trials } from './trials.ts';
/**
 * How a mode is graded. `deterministic`: code on a target that always answers the same; `sampled`:
 * code on any other target; `judge`: a language model.
 */
export type Rung = 'deterministic' | 'sampled' | 'judge';
export type ModeOptions = {
    rung: Rung;
    /** A judge's agreement with people; without it the judge never blocks. */
    labels?: Labels;
};
export type Settings = {
    /** The chance that a change which changes nothing is blocked, at most, over all modes. */
    alpha: number;
    /** An adjusted p-value above `alpha` and up to this is `undecided`. */
    inconclusiveAt: number;
    /** Re-runs a side of a case whose result changed. */
    r: number;
    /** A newly failing case is cleared at this many passes on the head. */
    clearAfterPasses: number;
    /** The p-value of the first runs at or below which a whole mode is tested, not just its cases. */
    trigger: number;
    /** False: nothing can be run again; the first runs are tested, which is weak. */
    rerunAvailable: boolean;
    /** True: no more re-runs will come, whatever is missing. */
    finalize: boolean;
    /** Of a mode's cases that could not be graded; above it, `not-regressed` cannot be said. */
    maxErrorShare: number;
    /** Human labels of each class before a judge may block. */
    minLabels: number;
};
export type DecideOptions = Partial<Settings> & {
    modes: Record<string, ModeOptions>;
    /** Outcomes of all re-runs so far, in run order. */
    fresh?: {
        baseline: Trials;
        head: Trials;
    };
    /** A person's verdicts on outputs of the head, for judge modes: 1 pass, 0 fail. */
    humanLabels?: Record<string, Record<string, 1 | 0>>;
};
export declare const defaults: Settings;
/** The settings, whole. Throws a RangeError where one is out of range: it must not loosen the gate. */
export declare const settingsOf: (options: DecideOptions) => Settings;
/** At most `limit`, up to the last digits of a p-value. */
export declare const atMost: (value: number, limit: number) => boolean;
