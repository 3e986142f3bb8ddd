import * as z from 'zod';
import type { ModeRow } from './row.ts';

/** The verdicts of a run: the Action's output `verdict`. */
export const runVerdicts = [
  'pass',
  'regressed',
  'undecided',
  'not-measured',
  'skipped',
  'no-baseline',
  'invalid',
] as const;
export type RunVerdict = (typeof runVerdicts)[number];

/** Something of the base's gate that the change removes or alters. */
export const gateChangeSchema = z.strictObject({
  kind: z.enum(['eval', 'case', 'threshold', 'target', 'judge', 'labels', 'code', 'mode']),
  /** What it is: `hallucinated-slot/slot-was-offered`, `gate.alpha`, ... */
  what: z.string(),
  change: z.enum(['removed', 'changed']),
  /** For a setting: its old and new value. */
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  /** For what has no value to show: the fingerprint of what it has become. */
  print: z.string().exactOptional(),
  /** What is known of it besides: never the same twice, so an acceptance does not hang on it. */
  why: z.string().exactOptional(),
  /** By whom it was accepted. */
  accepted: z.string().exactOptional(),
});

export type GateChange = z.infer<typeof gateChangeSchema>;

/** The gate's decision: a value, with its reasons, before a word is rendered. */
export type Decision = {
  verdict: RunVerdict;
  /** True: the merge is blocked, the step fails. */
  blocks: boolean;
  /** One sentence each. */
  reasons: string[];
  rows: ModeRow[];
  gateChanges: GateChange[];
};
