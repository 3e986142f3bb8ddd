import * as z from 'zod';
import { quote } from '../assertions/quote.ts';
import { parseLine } from '../definitions/json-line.ts';

/** What a judge answered. */
export type JudgeReply = { critique: string; verdict: 'pass' | 'fail' };

const replySchema = z.strictObject({
  critique: z.string().refine((text) => text.trim() !== ''),
  verdict: z.enum(['pass', 'fail']),
});

/** Reasons to stop that leave a whole answer. Endpoints have names of their own for all others. */
const whole: ReadonlySet<string> = new Set(['stop', 'end_turn']);

const broken: Readonly<Record<string, string>> = {
  length: 'it was cut short',
  max_tokens: 'it was cut short',
  content_filter: 'a content filter stopped it',
  refusal: 'the model refused to answer',
  tool_calls: 'it calls a tool',
  function_call: 'it calls a tool',
  error: 'the model broke off',
};

const whyBroken = (reason: string | undefined): string | undefined => {
  if (reason === undefined || whole.has(reason)) return undefined;
  return Object.hasOwn(broken, reason) ? broken[reason] : `it ended for ${quote(reason)}`;
};

/** A critique that comes after its verdict decides nothing: it only defends it. */
const isCritiqueFirst = (reply: JudgeReply): boolean => Object.keys(reply)[0] === 'critique';

const fence = /^```(?:json)?[ \t]*\r?\n(?<body>[\s\S]*?)\r?\n```$/i;

/** One JSON object and nothing else, with exactly these two keys in this order; a string in `wrong` says why not. */
export const readReply = (
  text: string,
  finishReason: string | undefined,
): JudgeReply | { wrong: string } => {
  const why = whyBroken(finishReason);
  if (why !== undefined) return { wrong: why };
  const bare = text.trim();
  if (bare === '') return { wrong: 'it is empty' };
  const json = parseLine(fence.exec(bare)?.groups?.['body'] ?? bare);
  if (!json.ok) return { wrong: `it is not one JSON object: ${quote(bare)}` };
  const reply = replySchema.safeParse(json.value);
  return reply.success && isCritiqueFirst(json.value as JudgeReply)
    ? reply.data
    : { wrong: `it is not {"critique": "...", "verdict": "pass"|"fail"}: ${quote(bare)}` };
};
