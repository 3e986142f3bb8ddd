import * as z from 'zod';

export const splits = ['train', 'dev', 'test'] as const;

/**
 * A person's verdict on one output; one line of a `labels` file. Of lines with one id the last counts.
 * `train` may stand in the judge's prompt as an example; on `dev` the prompt is improved; `test` is
 * kept for the measurement. Without a split it counts as `test`.
 */
export const labelSchema = z.strictObject({
  id: z.string().min(1),
  input: z.unknown(),
  output: z.unknown(),
  reference: z.unknown().optional(),
  messages: z.array(z.looseObject({ role: z.string() })).optional(),
  documents: z.array(z.looseObject({ id: z.string() })).optional(),
  tool_calls: z.array(z.looseObject({ name: z.string() })).optional(),
  label: z.enum(['pass', 'fail']),
  critique: z.string().optional(),
  by: z.string().optional(),
  at: z.string().optional(),
  split: z.enum(splits).default('test'),
});

export type Label = z.infer<typeof labelSchema>;
export type Split = Label['split'];
