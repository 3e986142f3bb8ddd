import * as z from 'zod';
import { outputSchema } from './output.ts';

const call = z.looseObject({
  id: z.string().optional(),
  name: z.string(),
  arguments: z.unknown().optional(),
  result: z.unknown().optional(),
});

const message = z.looseObject({
  role: z.string(),
  content: z.unknown().optional(),
  tool_calls: z.array(call).optional(),
  tool_call_id: z.string().optional(),
});

/**
 * One recorded interaction with the AI feature. It has the shape of an output, so that the evals of a
 * target run over it as well.
 */
export const traceSchema = z.strictObject({
  id: z.string().min(1),
  messages: z.array(message),
  output: outputSchema.shape.output,
  tool_calls: z.array(call).optional(),
  documents: outputSchema.shape.documents,
  usage: outputSchema.shape.usage,
  latency_ms: outputSchema.shape.latency_ms,
  finish_reason: outputSchema.shape.finish_reason,
  error: outputSchema.shape.error,
  /** ISO 8601. */
  at: z.string().optional(),
  /** What else the source said of it: user, channel, version, model, scores and comments of others. */
  metadata: z.record(z.string(), z.unknown()).optional(),
  source: z.strictObject({ format: z.string(), id: z.string(), url: z.string().optional() }),
});

export type Trace = z.infer<typeof traceSchema>;
export type TraceMessage = z.infer<typeof message>;
export type TraceCall = z.infer<typeof call>;
