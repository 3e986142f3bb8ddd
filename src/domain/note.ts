import * as z from 'zod';
import { modeId } from './names.ts';

/** An open code: one person's note on one trace; one line of `evals/notes.jsonl`. */
export const noteSchema = z.strictObject({
  trace: z.string().min(1),
  note: z.string(),
  verdict: z.enum(['pass', 'fail', 'defer']).optional(),
  modes: z.array(modeId).default([]),
  by: z.string().min(1),
  at: z.string().min(1),
});

export type Note = z.infer<typeof noteSchema>;
