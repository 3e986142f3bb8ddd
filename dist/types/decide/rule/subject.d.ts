import type { Labels } from '../statistics/labels.ts';
import type { DecideOptions, Rung, Settings } from './options.ts';
import { type Rerun } from './reruns.ts';
import { type Screen } from './screen.ts';
import { type Trials } from './trials.ts';
/** One mode with all that is known of it, before any test. */
export type Subject = {
    mode: string;
    rung: Rung;
    /** Declared deterministic, yet trials of one case on one side differ: it is treated as sampled. */
    misdeclared: boolean;
    labels: Labels | undefined;
    humanLabels: ReadonlyMap<string, 1 | 0>;
    screen: Screen;
    reruns: Rerun[];
};
/** Every mode of either side, screened, with its re-runs so far. */
export declare const subjectsOf: (baselineTrials: Trials, headTrials: Trials, { modes, fresh, humanLabels }: DecideOptions, settings: Settings) => Subject[];
