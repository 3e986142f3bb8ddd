import type { Settings } from './options.ts';
import type { Rerun } from './reruns.ts';
import type { Subject } from './subject.ts';
export type Tested = {
    subject: Subject;
    /** Of the mode; undefined: it is not tested, and counts in no family. */
    pMode: number | undefined;
    /** Of each newly failing case that is run again. */
    pCases: ReadonlyMap<string, number>;
};
/** The re-runs that a mode's p-value stands on. */
export declare const completeReruns: ({ reruns }: Subject) => Rerun[];
/** P-values of fresh runs only: the first runs chose the cases, so they point to harm by themselves. */
export declare const testMode: (subject: Subject, settings: Settings) => Tested;
