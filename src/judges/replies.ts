import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { parseLine } from '../definitions/json-line.ts';
import { readReply } from './reply.ts';

/** Replies of judges by the digest of their question; only such as can be used. */
export type ReplyStore = {
  get(digest: string): string | undefined;
  put(digest: string, text: string): void;
};

const lineSchema = z.strictObject({ asked: z.string().regex(/^[0-9a-f]{64}$/), reply: z.string() });

const isUsable = (text: string): boolean => !('wrong' in readReply(text, undefined));

/** A damaged line, or one whose reply cannot be used, is passed over: it is asked again. */
const readLines = (text: string): Map<string, string> => {
  const replies = new Map<string, string>();
  for (const line of text.split('\n')) {
    const json = parseLine(line);
    const read = lineSchema.safeParse(json.ok ? json.value : undefined);
    if (read.success && isUsable(read.data.reply)) replies.set(read.data.asked, read.data.reply);
  }
  return replies;
};

/** Forgets with the run. */
export const memoryReplies = (): ReplyStore => {
  const replies = new Map<string, string>();
  return {
    get: (digest) => replies.get(digest),
    put: (digest, text) => void (isUsable(text) && replies.set(digest, text)),
  };
};

/** Read-only: the text of a JSONL file of `{asked, reply}` that is committed. */
export const recordedReplies = (text: string): ReplyStore => {
  const replies = readLines(text);
  return { get: (digest) => replies.get(digest), put: () => {} };
};

/** Kept in a JSONL file of `{asked, reply}`, to which lines are only ever added. */
export const fileReplies = (path: string): ReplyStore => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const replies = readLines(text);
  /** A last line that was torn must not swallow the next one. */
  let before = text === '' || text.endsWith('\n') ? '' : '\n';
  return {
    get: (digest) => replies.get(digest),
    put(digest, reply) {
      if (!isUsable(reply) || replies.get(digest) === reply) return;
      replies.set(digest, reply);
      appendFileSync(path, `${before}${JSON.stringify({ asked: digest, reply })}\n`);
      before = '';
    },
  };
};
