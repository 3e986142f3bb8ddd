import type { Adjusted } from './adjust.ts';
import { type Settings } from './options.ts';
import type { ModeVerdict, Reason } from './ruling.ts';
import type { Subject } from './subject.ts';
/** One mode's p-values and newly failing cases, sorted by what the re-runs say of them. */
export type Evidence = {
    pCase: number;
    pMode: number;
    confirmed: string[];
    unresolved: string[];
    cleared: string[];
};
export type Finding = {
    verdict: ModeVerdict;
    reasons: Reason[];
    pFloor?: number;
};
export declare const evidenceOf: (subject: Subject, adjusted: Adjusted, settings: Settings) => Evidence;
/** What the tests say of a mode that has something to compare. */
export declare const findingOf: (subject: Subject, evidence: Evidence, settings: Settings) => Finding;
