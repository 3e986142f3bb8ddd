import type { Trace, TraceCall, TraceMessage } from '../../domain/trace.ts';
import { parsed } from '../../importers/json.ts';

/** A tool call beside its result. */
export type Call = { name: string; arguments: unknown; result: unknown; answered: boolean };

export const roleWords = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  other: 'Other',
} as const;
export type Role = keyof typeof roleWords;

/** One thing said, with the calls it made. `word`: the role as the source names it. */
export type Turn = { role: Role; word: string; content: unknown; calls: Call[] };

const roles: Record<string, Role> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  asssistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  agent: 'assistant',
  tool: 'tool',
  function: 'tool',
};

const toCall = (call: TraceCall): Call => ({
  name: call.name,
  arguments: call.arguments,
  result: call.result,
  answered: call.result !== undefined,
});

const toTurn = (message: TraceMessage): Turn => {
  const role = roles[message.role.toLowerCase()] ?? 'other';
  const word = role === 'other' ? message.role : roleWords[role];
  return { role, word, content: message.content, calls: (message.tool_calls ?? []).map(toCall) };
};

export const isEmpty = (content: unknown): boolean =>
  content === undefined ||
  content === null ||
  (typeof content === 'string' && content.trim() === '');

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Asked = { id: string | undefined; call: Call };

/** The call that a result belongs to: by its id; else by its name and the result it has or lacks. */
const claim = (asked: readonly Asked[], message: TraceMessage): Asked | undefined => {
  const { tool_call_id: id, name, content } = message;
  const own = id === undefined ? undefined : asked.find((each) => each.id === id);
  if (own !== undefined) return own;
  const fits = asked.filter(
    (each) =>
      (id === undefined || each.id === undefined) &&
      (typeof name !== 'string' || each.call.name === name),
  );
  // The importers put the result on its call as well, read as JSON.
  const filled = fits.find(
    ({ call }) => call.answered && same(parsed(call.result), parsed(content)),
  );
  return filled ?? fits.find(({ call }) => !call.answered);
};

const turnsOf = (messages: readonly TraceMessage[]): Turn[] => {
  const asked: Asked[] = [];
  return messages.flatMap((message) => {
    const turn = toTurn(message);
    const own = turn.role === 'tool' ? claim(asked, message) : undefined;
    if (own !== undefined) {
      Object.assign(own.call, { result: turn.content, answered: true });
      asked.splice(asked.indexOf(own), 1);
      return [];
    }
    turn.calls.forEach((call, at) => asked.push({ id: message.tool_calls?.[at]?.id, call }));
    return isEmpty(turn.content) && turn.calls.length === 0 ? [] : [turn];
  });
};

/** An answer that says nothing is one as well, and often what went wrong. */
const emptyAnswer: Turn = {
  role: 'assistant',
  word: roleWords.assistant,
  content: undefined,
  calls: [],
};

/** Whether the last message says nothing, or nothing follows what the feature was told. */
const endsEmpty = ({ messages }: Trace, turns: readonly Turn[]): boolean => {
  const message = messages.at(-1);
  const last = message && toTurn(message);
  if (last?.role === 'assistant') return isEmpty(last.content) && last.calls.length === 0;
  return ['system', 'user'].includes(turns.at(-1)?.role ?? '');
};

/**
 * A trace as the conversation it is: each result beside its call, the output as the last turn unless
 * the messages end with it; an answer that is empty is a turn without content.
 */
export const conversation = (trace: Trace): Turn[] => {
  const turns = turnsOf(trace.messages);
  const own = turns.some((turn) => turn.calls.length > 0) ? [] : (trace.tool_calls ?? []);
  const last = turns.findLast((turn) => turn.role === 'assistant');
  const said = isEmpty(trace.output) || same(last?.content, trace.output);
  if (said && own.length === 0) return endsEmpty(trace, turns) ? [...turns, emptyAnswer] : turns;
  const content = said ? undefined : trace.output;
  const output: Turn = { role: 'assistant', word: 'Output', content, calls: own.map(toCall) };
  return [...turns, output];
};
