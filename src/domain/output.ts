import * as z from 'zod';

const toolCall = z.looseObject({
  name: z.string(),
  arguments: z.unknown().optional(),
  result: z.unknown().optional(),
});

const document = z.looseObject({ id: z.string(), text: z.string().optional() });

const message = z.looseObject({ role: z.string(), content: z.unknown().optional() });

/** What a target answered to one case: the shape of a trace. */
export const outputSchema = z.strictObject({
  output: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  messages: z.array(message).optional(),
  tool_calls: z.array(toolCall).optional(),
  documents: z.array(document).optional(),
  usage: z
    .looseObject({ input_tokens: z.number().optional(), output_tokens: z.number().optional() })
    .optional(),
  latency_ms: z.number().optional(),
  finish_reason: z.string().optional(),
  error: z.string().optional(),
});

export type Output = z.infer<typeof outputSchema>;
export type ToolCall = z.infer<typeof toolCall>;

/**
 * One run of a target on a case.
 * `failed`: the target itself threw, exited or answered an error; it has failed the case.
 * `error`: the case could not be measured; never a pass, never a fail.
 */
export type Produced =
  | { kind: 'output'; output: Output }
  | { kind: 'failed'; reason: string }
  | { kind: 'error'; reason: string };

/** What a run of a target used. Tokens are counts, cost is USD, undefined where no price is known. */
export type Usage = {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  usd?: number | undefined;
  seconds: number;
};

export const noUsage = (): Usage => ({ calls: 0, inputTokens: 0, outputTokens: 0, seconds: 0 });
