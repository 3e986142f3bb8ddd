import * as z from 'zod';
import { rungs } from './names.ts';

/** One run of an eval on the branch; a letter a case, in the order of the target's cases: pass, fail, or neither. */
const historyRun = z.strictObject({
  commit: z.string(),
  at: z.iso.datetime(),
  marks: z.string().regex(/^[pf-]*$/),
});

const evalHistory = z.strictObject({
  rung: z.enum(rungs),
  /** Of the check; another one begins anew. */
  fingerprint: z.string(),
  /** The first runs: what the newest are held against. */
  anchor: z.array(historyRun),
  /** The newest runs that came after. */
  recent: z.array(historyRun),
});

/** A line of `history/<branch>.jsonl` on the data branch: what the evals of one target did over time. */
export const historySchema = z.strictObject({
  schema: z.literal(1),
  target: z.string(),
  /** Id and print of the input, of the newest run. */
  cases: z.array(z.tuple([z.string(), z.string()])),
  evals: z.record(z.string(), evalHistory),
});

export type HistoryRun = z.infer<typeof historyRun>;
export type EvalHistory = z.infer<typeof evalHistory>;
export type TargetHistory = z.infer<typeof historySchema>;
