import type { Trace, TraceCall, TraceMessage } from '../../domain/trace.ts';

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

const isEmpty = (content: unknown): boolean =>
  content === undefined || content === null || content === '';

/** Calls by their id, and those that no result names, in the order they were made. */
const awaited = () => {
  const byId = new Map<string, Call>();
  const open: Call[] = [];
  return {
    ask: (id: string | undefined, call: Call): void => {
      if (id !== undefined) byId.set(id, call);
      if (!call.answered) open.push(call);
    },
    /** Whether a call was found for this result. */
    answer: (id: string | undefined, result: unknown): boolean => {
      const call = id === undefined ? open[0] : byId.get(id);
      if (call === undefined || (call.answered && id === undefined)) return false;
      Object.assign(call, { result, answered: true });
      const at = open.indexOf(call);
      if (at >= 0) open.splice(at, 1);
      return true;
    },
  };
};

const turnsOf = (messages: readonly TraceMessage[]): Turn[] => {
  const calls = awaited();
  return messages.flatMap((message) => {
    const turn = toTurn(message);
    if (turn.role === 'tool' && calls.answer(message.tool_call_id, turn.content)) return [];
    turn.calls.forEach((call, at) => calls.ask(message.tool_calls?.[at]?.id, call));
    return isEmpty(turn.content) && turn.calls.length === 0 ? [] : [turn];
  });
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A trace as the conversation it is: each result beside its call, the output as the last turn unless
 * the messages end with it.
 */
export const conversation = (trace: Trace): Turn[] => {
  const turns = turnsOf(trace.messages);
  const own = turns.some((turn) => turn.calls.length > 0) ? [] : (trace.tool_calls ?? []);
  const last = turns.findLast((turn) => turn.role === 'assistant');
  const said = isEmpty(trace.output) || same(last?.content, trace.output);
  if (said && own.length === 0) return turns;
  const content = said ? undefined : trace.output;
  const output: Turn = { role: 'assistant', word: 'Output', content, calls: own.map(toCall) };
  return [...turns, output];
};
