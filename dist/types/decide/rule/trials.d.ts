/** One graded run of a case: 1 pass, 0 fail; null: it could not be graded, and counts as neither. */
export type Trial = 1 | 0 | null;
/** Mode → case → its trials, in run order. */
export type Trials = Record<string, Record<string, readonly Trial[]>>;
export type Cases = ReadonlyMap<string, readonly Trial[]>;
/** Keyed by foreign ids from here on: maps, so that no id is taken for a property. */
export declare const readTrials: (side: string, trials: Trials) => ReadonlyMap<string, Cases>;
