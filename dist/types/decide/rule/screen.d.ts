import { type Table } from '../statistics/fisher.ts';
import type { Cases, Trial } from './trials.ts';
/** `flip`: 1 newly failing, -1 newly fixed, 0 neither. */
type Compared = {
    id: string;
    table: Table;
    flip: number;
    fails: boolean;
};
/** One mode by its first runs: what is compared, and what looks different. */
export type Screen = {
    compared: Compared[];
    newlyFailing: string[];
    newlyFixed: string[];
    added: string[];
    removed: string[];
    errored: string[];
    /** Of the head's cases, those that could not be graded on one side or the other. */
    errorShare: number;
    /** The baseline has cases and the head has none. */
    allRemoved: boolean;
    p1: number;
    /** True: the whole mode is tested, not just its cases. */
    triggered: boolean;
};
export type Tally = {
    passes: number;
    graded: number;
};
export declare const tally: (trials: readonly Trial[]) => Tally;
/** `labels`: people's verdicts on the head's outputs, by case. */
export declare const screen: (baseline: Cases | undefined, head: Cases | undefined, labels: ReadonlyMap<string, 1 | 0>, trigger: number) => Screen;
export {};
