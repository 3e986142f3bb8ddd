import * as z from 'zod';
import { quote } from '../assertions/quote.ts';
import { parseLine } from '../definitions/json-line.ts';

/** What a judge answered. */
export type JudgeReply = { critique: string; verdict: 'pass' | 'fail' };

const replySchema = z.strictObject({
  critique: z.string().refine((text) => text.trim() !== ''),
  verdict: z.enum(['pass', 'fail']),
});

/** Reasons to stop that leave no whole answer. */
const broken: Readonly<Record<string, string>> = {
  length: 'it was cut short',
  max_tokens: 'it was cut short',
  content_filter: 'a content filter stopped it',
  refusal: 'the model refused to answer',
  tool_calls: 'it calls a tool',
  function_call: 'it calls a tool',
  error: 'the model broke off',
};

const fence = /^```(?:json)?[ \t]*\r?\n(?<body>[\s\S]*?)\r?\n```$/i;

/** One JSON object and nothing else, with exactly these two keys; a string in `wrong` says why not. */
export const readReply = (
  text: string,
  finishReason: string | undefined,
): JudgeReply | { wrong: string } => {
  const why = Object.hasOwn(broken, finishReason ?? '') ? broken[finishReason ?? ''] : undefined;
  if (why !== undefined) return { wrong: why };
  const bare = text.trim();
  if (bare === '') return { wrong: 'it is empty' };
  const json = parseLine(fence.exec(bare)?.groups?.['body'] ?? bare);
  if (!json.ok) return { wrong: `it is not one JSON object: ${quote(bare)}` };
  const reply = replySchema.safeParse(json.value);
  return reply.success
    ? reply.data
    : { wrong: `it is not {"critique": "...", "verdict": "pass"|"fail"}: ${quote(bare)}` };
};
