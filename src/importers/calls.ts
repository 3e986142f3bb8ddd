import type { TraceCall, TraceMessage } from '../domain/trace.ts';
import type { Fields } from './importer.ts';
import { isSame } from './same.ts';
import { fieldsOf, first, isFields, listOf, parsed, present, textOf } from './json.ts';

/** A tool call in any vendor's spelling; undefined where it names no tool. */
export const readCall = (raw: unknown): TraceCall | undefined => {
  const outer = fieldsOf(parsed(raw));
  const fields = isFields(outer['tool_call']) ? outer['tool_call'] : outer;
  const inner = fieldsOf(fields['function']);
  const name = textOf(
    first(inner['name'], fields['name'], fields['toolName'], fields['tool_name']),
  );
  if (name === undefined) return undefined;
  const given = first(
    inner['arguments'],
    fields['arguments'],
    fields['args'],
    fields['input'],
    fields['parameters'],
  );
  const id = textOf(
    first(fields['call_id'], fields['toolCallId'], fields['tool_call_id'], fields['id']),
  );
  const result = parsed(first(fields['result'], fields['output']));
  return present({ id, name, arguments: parsed(given), result });
};

/** The calls that a message makes, wherever its vendor puts them. */
export const callsOf = (message: Fields): unknown[] => {
  const more = fieldsOf(message['additional_kwargs']);
  const list = first(
    nonEmpty(message['tool_calls']),
    nonEmpty(message['toolCalls']),
    nonEmpty(more['tool_calls']),
  );
  return listOf(list ?? message['function_call'] ?? more['function_call']);
};

const nonEmpty = (value: unknown): unknown[] | undefined => {
  const list = listOf(parsed(value));
  return list.length === 0 ? undefined : list;
};

const takeOne = (open: TraceCall[], fits: (call: TraceCall) => boolean): TraceCall | undefined => {
  const index = open.findIndex(fits);
  return index === -1 ? undefined : open.splice(index, 1)[0];
};

/** The call a result belongs to: by its id; without one by the tool's name, else the oldest. */
const claim = (open: TraceCall[], id?: string, name?: string): TraceCall | undefined =>
  id === undefined
    ? takeOne(open, (call) => name === undefined || call.name === name)
    : (takeOne(open, (call) => call.id === id) ??
      takeOne(open, (call) => call.id === undefined && (name === undefined || call.name === name)));

const nameOf = (message: TraceMessage): string | undefined => textOf(message['name']);

/** What a conversation calls, each call with its result, and the results that belong to none. */
export const joinResults = (messages: readonly TraceMessage[]) => {
  const calls: TraceCall[] = [];
  const open: TraceCall[] = [];
  const stray: TraceMessage[] = [];
  const joined = messages.map((message) => {
    if (message.role === 'tool') {
      const call = claim(open, message.tool_call_id, nameOf(message));
      if (call === undefined) stray.push(message);
      else call.result = parsed(message.content ?? '');
      return message;
    }
    if (message.tool_calls === undefined) return message;
    const own = message.tool_calls.map((call) => ({ ...call }));
    calls.push(...own);
    open.push(...own.filter((call) => call.result === undefined));
    return { ...message, tool_calls: own };
  });
  return { messages: joined, calls, stray };
};

/** The call that a run carries out, beyond doubt: it has the same id, or else the same arguments. */
const claimSame = (open: TraceCall[], run: TraceCall): TraceCall | undefined =>
  takeOne(open, (call) => run.id !== undefined && call.id === run.id) ??
  takeOne(
    open,
    (call) =>
      (run.id === undefined || call.id === undefined) &&
      call.name === run.name &&
      isSame(call.arguments, run.arguments),
  );

const addRun = (call: TraceCall, { id: _id, name: _name, ...run }: TraceCall): void => {
  for (const [key, value] of Object.entries(run)) {
    if (value !== undefined && first(call[key]) === undefined) call[key] = value;
  }
};

/**
 * Adds what tool runs tell to the calls of the conversation; a run that none asked for is one more.
 * Runs of parallel calls end in any order: those that are beyond doubt are joined first.
 */
export const addRuns = (calls: TraceCall[], runs: readonly TraceCall[]): void => {
  const open = [...calls];
  const sure = new Map(runs.map((run) => [run, claimSame(open, run)]));
  for (const run of runs) {
    const call = sure.get(run) ?? claim(open, run.id, run.name);
    if (call === undefined) calls.push(run);
    else addRun(call, run);
  }
};
