import * as z from 'zod';
import { caseId } from './names.ts';

/** An input on which a target is run; one line of a `cases` file. */
export const caseSchema = z.strictObject({
  id: caseId.describe('Unique in the target; letters, digits, `.`, `_` and `-`'),
  input: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .describe('What the target is given'),
  reference: z.unknown().optional().describe('The answer that is known to be right'),
  tags: z.array(z.string()).optional(),
  trace: z.string().optional().describe('The trace this case was made from'),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export type Case = z.infer<typeof caseSchema>;
