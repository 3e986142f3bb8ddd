import type { Trace, TraceCall, TraceMessage } from '../domain/trace.ts';
import { addRuns, joinResults } from './calls.ts';
import type { Document } from './documents.ts';
import type { Fields, Tell } from './importer.ts';
import { first, present, shallow, textOf } from './json.ts';
import { isoOf } from './times.ts';

/** A trace before what its messages say of each other is worked out. */
export type Draft = {
  id: string;
  messages: TraceMessage[];
  /** Where it is not the last text of the assistant. */
  output?: Trace['output'] | undefined;
  /** What the application answered, for want of such a text. */
  answer?: unknown;
  /** Where the source has a name of its own for it. */
  format?: string;
  /** Tools that ran, as their own spans tell. */
  runs?: TraceCall[] | undefined;
  documents?: Document[] | undefined;
  usage?: Trace['usage'];
  latency_ms?: number | undefined;
  finish_reason?: string | undefined;
  error?: string | undefined;
  at?: string | undefined;
  metadata?: Fields | undefined;
  url?: string | undefined;
};

/** Levels a trace may have, so that every reader takes it. */
const traceLevels = 30;

const lastAnswer = (messages: readonly TraceMessage[]): string | undefined => {
  const answer = messages.findLast(
    ({ role, content }) => role === 'assistant' && typeof content === 'string' && content !== '',
  );
  return answer?.content as string | undefined;
};

/** A value of any kind as an output; undefined where it says nothing. */
export const asOutput = (given: unknown): Trace['output'] | undefined => {
  if (given === undefined || given === null || given === '') return undefined;
  if (typeof given === 'string') return given;
  return typeof given === 'object' ? (given as Trace['output']) : JSON.stringify(given);
};

const outputOf = ({ messages, output, answer }: Draft): Trace['output'] | undefined =>
  output ?? lastAnswer(messages) ?? asOutput(answer);

/** Nothing to read in it: no message, no call, no document, no output. */
export const isEmpty = (draft: Draft): boolean =>
  draft.messages.length === 0 &&
  (draft.runs ?? []).length === 0 &&
  (draft.documents ?? []).length === 0 &&
  outputOf(draft) === undefined;

const some = <Item>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list;

/** Where nothing else tells the time, the first message may. */
const timeOf = (messages: readonly TraceMessage[]): string | undefined =>
  messages
    .map((message) =>
      isoOf(first(message['timestamp'], message['created_at'], message['createdAt'])),
    )
    .find((time) => time !== undefined);

/** Of the last answer, where its message tells why it ends. */
const finishOf = (messages: readonly TraceMessage[]): string | undefined => {
  const last = messages.findLast(({ role }) => role === 'assistant');
  return textOf(first(last?.['finish_reason'], last?.['stop_reason']));
};

/** The trace of a draft: calls have their results, and the output is the assistant's last text. */
export const traceOf = (format: string, draft: Draft, tell: Tell): Trace => {
  const { messages, calls, stray } = joinResults(draft.messages);
  addRuns(calls, draft.runs ?? []);
  if (stray.length > 0) tell('a tool message belongs to no call that is there');
  const output = outputOf(draft);
  if (output === undefined) tell('the assistant has no text: the output is empty');
  const { id, url, documents, usage, latency_ms, finish_reason, error, at, metadata } = draft;
  const optional = present({
    tool_calls: some(calls),
    documents: some(documents),
    usage: Object.keys(usage ?? {}).length === 0 ? undefined : usage,
    latency_ms,
    finish_reason: finish_reason ?? finishOf(messages),
    error,
    at: at ?? timeOf(messages),
    metadata: Object.keys(metadata ?? {}).length === 0 ? undefined : metadata,
  });
  const source = { format: draft.format ?? format, id, ...present({ url }) };
  const trace = { id, messages, output: output ?? '', ...optional, source } as Trace;
  const kept = shallow(trace, traceLevels);
  if (kept !== trace) tell('what is nested too deeply is left out');
  return kept;
};
