import type { Table } from '../statistics/fisher.ts';
import type { Settings } from './options.ts';
import type { RerunRequest } from './ruling.ts';
import { type Screen } from './screen.ts';
import type { Cases } from './trials.ts';
/** A case that is run again, and how far that has come. */
export type Rerun = {
    case: string;
    newlyFailing: boolean;
    /** `cleared`: the head passed often enough that the rest was not run. */
    state: 'cleared' | 'complete' | 'incomplete';
    /** Graded re-runs of both sides. */
    table: Table;
    /** Baseline's passes less head's, over equally many graded re-runs. */
    difference: number;
    requests: RerunRequest[];
};
type Side = RerunRequest['side'];
/** In a triggered mode each changed case, on both sides; else each newly failing case. */
export declare const rerunsOf: (mode: string, screen: Screen, fresh: Record<Side, Cases | undefined>, settings: Settings) => Rerun[];
export {};
