import type { Problem } from '../domain/problem.ts';
import type { EvalName, ModeId, TargetName } from '../domain/names.ts';
import type { Standing } from '../domain/judging.ts';
import type { Agreement, Estimate } from '../domain/row.ts';
import type { Usage } from '../domain/output.ts';
import type { Share } from '../domain/taxonomy.ts';

/** How often an eval failed. What it skips is not applicable; an error is neither a fail nor a pass. */
export type Counts = {
  /** Traces that were looked at. */
  traces: number;
  /** Of them, those that the eval does not skip. */
  applicable: number;
  /** Of these, those that failed it. */
  happened: number;
  /** Of these, those that could not be measured. */
  errors: number;
};

/** The same from the last time over other traces. */
export type Last = {
  /** ISO 8601. */
  at: string;
  commit: string;
  rate: Estimate;
} & (
  | {
      /** Now minus then, with its 95 % interval. */
      change: Estimate;
      /** The interval leaves out 0. */
      beyondLuck: boolean;
    }
  /** What was counted then is not what is counted now. */
  | { incomparable: string }
);

/** A trace on which a mode happened, and what was said of it. */
export type Sighting = { trace: string; critique: string };

/** What is known of a judge whose verdicts were counted. */
export type CountedJudge = {
  standing: Standing;
  agreement: Agreement | undefined;
  /** Labels on which it was measured. */
  labels: number;
  /** The rate as people would see it; undefined where nothing can be said, or the judge only advises. */
  corrected: (Estimate & { clipped: boolean }) | undefined;
  usage: Usage;
};

/** One eval over the traces of its target. */
export type EvalFrequency = Counts & {
  name: EvalName;
  rung: 'code' | 'judge';
  target: TargetName;
  /** Of the graded traces, with Wilson's interval; undefined where none was graded. */
  observed: Estimate | undefined;
  /** What counts: corrected where a calibrated judge says it, else as observed. */
  rate: Estimate | undefined;
  judge?: CountedJudge;
  /** What one of the errors says. */
  error: string | undefined;
  last: Last | undefined;
  /** The first few, in the order of the traces. */
  sightings: Sighting[];
};

/** One failure mode over the traces: how often does it happen? */
export type Frequency = Counts & {
  mode: ModeId;
  name: string;
  opinion: boolean;
  /** Whose numbers these are; `people`: no eval measured it, and people saw it in traces they read. */
  by: 'code' | 'judge' | 'people' | undefined;
  /** The eval that decides: the worst of those to be trusted, else the worst of the others. */
  eval: EvalName | undefined;
  rate: Estimate | undefined;
  /** Why the numbers only advise. */
  advisory: string | undefined;
  last: Last | undefined;
  evals: EvalFrequency[];
  /** Traces that people read, and the mode they noted. */
  read: Share;
};

/** What `failmode measure` tells. */
export type MeasuredTraces = {
  at: string;
  commit: string;
  /** Traces that were read. */
  traces: number;
  /** In words. */
  from: string;
  /** Traces that belong to no target, so that no eval ran over them. */
  unassigned: number;
  /** Traces that ended in an error, without an answer. */
  unanswered: number;
  /** Highest rate first; those of which nothing is known last. */
  modes: Frequency[];
  problems: Problem[];
  warnings: string[];
};
