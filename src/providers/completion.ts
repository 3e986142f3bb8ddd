import * as z from 'zod';

const toolCall = z.object({
  function: z.object({ name: z.string(), arguments: z.unknown().optional() }),
});

/** As much of a chat completion as is used. */
const completionSchema = z.object({
  choices: z.array(
    z.object({
      message: z.object({
        content: z.string().nullish(),
        refusal: z.string().nullish(),
        tool_calls: z.array(toolCall).nullish(),
      }),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z
    .object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() })
    .nullish(),
});

export type Completion = {
  text: string;
  toolCalls: { name: string; arguments: unknown }[];
  inputTokens: number;
  outputTokens: number;
  finishReason: string | undefined;
  refused?: true;
};

const parseArguments = (given: unknown): unknown => {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
};

type Message = z.infer<typeof completionSchema>['choices'][number]['message'];

const isRefused = ({ content, refusal }: Message): boolean =>
  typeof content !== 'string' && typeof refusal === 'string';

/** Reads a completion's body; a string says why it is none. */
export const readCompletion = (body: unknown): Completion | string => {
  if (typeof body === 'string') return 'the reply is not JSON';
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) return 'the reply is no chat completion';
  const { choices, usage } = parsed.data;
  const [choice] = choices;
  if (choice === undefined) return 'the reply has no choices';
  const { content, refusal, tool_calls: calls } = choice.message;
  const text = content ?? refusal;
  const called = calls ?? [];
  if (typeof text !== 'string' && called.length === 0) return 'the reply has no content';
  return {
    text: text ?? '',
    toolCalls: called.map(({ function: { name, arguments: given } }) => ({
      name,
      arguments: parseArguments(given),
    })),
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
    finishReason: choice.finish_reason ?? undefined,
    ...(isRefused(choice.message) && { refused: true }),
  };
};
