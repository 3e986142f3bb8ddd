import type { ModeId, Rung } from './names.ts';

/** A share of the traces read, with its 95 % Wilson interval. */
export type Share = { count: number; of: number; lower: number; upper: number };

/** One failure mode as it was seen, most frequent first. */
export type Ranked = {
  mode: ModeId;
  name: string;
  definition: string;
  /** Nobody has seen it in a trace. */
  opinion: boolean;
  seen: Share;
  /** Traces whose note names it. */
  traces: string[];
  /** The rungs on which it is checked, lowest first; empty where it has no eval. */
  rungs: Rung[];
  /** Evals on the judge or human rung that could climb down. */
  toClimb: string[];
};

/** What people have seen, ranked. */
export type Taxonomy = {
  /** Traces that were read and given a verdict or a note. */
  read: number;
  passed: number;
  failed: number;
  deferred: number;
  /** Failed traces whose note names no mode yet. */
  unsorted: number;
  /** ISO 8601 of the last note. */
  lastLooked: string | undefined;
  ranked: Ranked[];
};
