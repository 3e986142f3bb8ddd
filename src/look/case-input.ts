import type { Case } from '../domain/case.ts';
import type { Trace, TraceMessage } from '../domain/trace.ts';

/** The prompt belongs to the target, which is what is under test. */
const isPrompt = ({ role }: TraceMessage): boolean => role === 'system' || role === 'developer';

const isUser = ({ role }: TraceMessage): boolean => role === 'user' || role === 'human';

const partText = (part: unknown): string | undefined => {
  if (typeof part !== 'object' || part === null) return undefined;
  const text: unknown = Reflect.get(part, 'text');
  return typeof text === 'string' ? text : undefined;
};

/** The text of a message; undefined where it is more than text. */
const textOf = ({ content }: TraceMessage): string | undefined => {
  if (typeof content === 'string') return content;
  const texts = Array.isArray(content) ? content.map(partText) : [];
  const isText = texts.length > 0 && texts.every((text) => text !== undefined);
  return isText ? texts.join('\n') : undefined;
};

/** What came before the answer: up to the last message of the user, whose answer is under test. */
const before = (messages: readonly TraceMessage[]): TraceMessage[] => {
  const said = messages.filter((message) => !isPrompt(message));
  const last = said.findLastIndex(isUser);
  if (last >= 0) return said.slice(0, last + 1);
  const answer = said.findLastIndex(({ role }) => role === 'assistant');
  return answer < 0 ? said : said.slice(0, answer);
};

/** The input that a trace had: the user's message, or the conversation where it has several turns. */
export const caseInput = ({ messages }: Pick<Trace, 'messages'>): Case['input'] => {
  const said = before(messages);
  const [first, ...more] = said;
  const text = first !== undefined && isUser(first) ? textOf(first) : undefined;
  return more.length === 0 && text !== undefined ? text : { messages: said };
};

/** The key under which each of a target's cases has its text; undefined where there is none. */
export const inputKey = (inputs: readonly Case['input'][]): string | undefined => {
  const keys = new Set(
    inputs.map((input) => {
      const [[key, value] = [], ...more] = typeof input === 'string' ? [] : Object.entries(input);
      return typeof value === 'string' && more.length === 0 ? key : undefined;
    }),
  );
  return keys.size === 1 ? [...keys][0] : undefined;
};
