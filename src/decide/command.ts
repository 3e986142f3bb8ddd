import { modeIdPattern } from '../domain/names.ts';
import { oneLine } from '../foreign/clean.ts';

/** What a comment asks of the bot. `what` is a failure mode's id, or `gate`: all changes of the gate. */
export type Command =
  | { kind: 'accept'; what: string; code: string; reason: string }
  | { kind: 'malformed'; why: string }
  | { kind: 'none' };

const commandPrefix = '/failmode ';
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const anotherCommand = /^\s*\/failmode(?:\s|$)/;
const wordsOfCommand = /^(\S+)(?:\s+(\S+))?(.*)$/s;
const leadingCode = /^\s+([0-9a-f]{12})(?!\S)/i;
const namedCode = /(?<!\S)code:\s*([0-9a-f]{12})(?!\S)/gi;
const longestReason = 500;

const malformed = (why: string): Command => ({ kind: 'malformed', why });

/** The codes that are given, and what is left of the text without them. */
const takeCodes = (text: string): { codes: Set<string>; rest: string } => {
  const codes = new Set<string>();
  const take = (_all: string, code: string): string => {
    codes.add(code.toLowerCase());
    return ' ';
  };
  const rest = text.replace(leadingCode, take).replace(namedCode, take);
  return { codes, rest };
};

const reasonOf = (text: string): string => oneLine(text.trim().replace(/^reason:/i, ''));

const whyNoReason = (reason: string): string | undefined => {
  if (reason === '<reason>') return 'write why, in place of `<reason>`';
  if (!/[\p{L}\p{N}]/u.test(reason)) return 'the reason is missing: write why, after the code';
  return Array.from(reason).length > longestReason
    ? `the reason is longer than ${longestReason} characters`
    : undefined;
};

const accept = (what: string | undefined, text: string): Command => {
  if (what === undefined) return malformed('it does not say which failure mode');
  if (what === 'all' || what.includes('*')) {
    return malformed('name one failure mode: each is accepted by itself');
  }
  if (!modeIdPattern.test(what)) return malformed('that is not the id of a failure mode');
  const { codes, rest } = takeCodes(text);
  const [code] = codes;
  if (code === undefined) return malformed('the code is missing: the comment of the gate shows it');
  if (codes.size > 1) return malformed('it holds two codes');
  const reason = reasonOf(rest);
  const why = whyNoReason(reason);
  return why === undefined ? { kind: 'accept', what, code, reason } : malformed(why);
};

/**
 * Reads the first line of a comment. A command stands at its very start: what is quoted, fenced or
 * said in passing is none.
 */
export const parseCommand = (body: string): Command => {
  const [first = '', ...others] = body.split(lineEnds);
  if (!first.startsWith(commandPrefix)) return { kind: 'none' };
  if (others.some((line) => anotherCommand.test(line))) {
    return malformed('a comment holds one command');
  }
  const [, verb, what, text = ''] = wordsOfCommand.exec(first.slice(commandPrefix.length)) ?? [];
  return verb === 'accept' ? accept(what, text) : malformed('there is no such command');
};
