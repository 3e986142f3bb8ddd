import type { Labels } from '../statistics/labels.ts';
import { type Settings } from './options.ts';
import type { Reason } from './ruling.ts';
import type { Subject } from './subject.ts';
/** Why a judge may not block; undefined: it may. */
export declare const distrust: (labels: Labels | undefined, { minLabels }: Settings) => Extract<Reason, 'no_labels' | 'too_few_labels' | 'judge_not_better_than_chance'> | undefined;
/**
 * The chance that the judge alone fails as many of the head's outputs, were all of them good. Suites
 * are curated until the baseline passes, so any rewording regresses to the judge's own error.
 */
export declare const floorOf: ({ screen: { compared } }: Subject, { tp, fn }: Labels) => number;
/** What a judge mode that is worse beyond luck comes to. */
export declare const judgeWorse: (subject: Subject, settings: Settings) => {
    blocks: boolean;
    reasons: Reason[];
    pFloor?: number;
};
