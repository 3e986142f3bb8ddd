import type { Trace, TraceCall, TraceMessage } from '../domain/trace.ts';
import { addRuns } from './calls.ts';
import { isStart } from './same.ts';

/** What a message says, whatever became of its calls. */
const said = ({ role, content, tool_calls: calls }: TraceMessage) => [
  role,
  content,
  calls?.map(({ id, name }) => [id, name]),
];

/** Whether a conversation begins as another does. */
export const isStartOf = (start: readonly TraceMessage[], whole: readonly TraceMessage[]) =>
  isStart(start, whole, said);

/** The calls of a message with the results that runs elsewhere gave. */
const withResults = (
  messages: readonly TraceMessage[],
  runs: readonly TraceCall[],
): TraceMessage[] => {
  const own = structuredClone(messages) as TraceMessage[];
  addRuns(
    own.flatMap(({ tool_calls: calls }) => calls ?? []),
    structuredClone(runs),
  );
  return own;
};

const callsOf = (fuller: Trace, other: Trace): TraceCall[] => {
  const calls = structuredClone(fuller.tool_calls ?? []);
  addRuns(calls, structuredClone(other.tool_calls ?? []));
  return calls;
};

const documentsOf = (fuller: Trace, other: Trace) => {
  const own = fuller.documents ?? [];
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...(other.documents ?? []).filter(({ id }) => !ids.has(id))];
};

const unlessNone = (key: keyof Trace, value: object): Partial<Trace> =>
  Object.keys(value).length === 0 ? {} : { [key]: value };

/** A trace with what only another record of it holds; where both say something, `fuller` counts. */
export const mergeTraces = (fuller: Trace, other: Trace): Trace => ({
  ...other,
  ...fuller,
  messages: withResults(fuller.messages, other.tool_calls ?? []),
  output: fuller.output === '' ? other.output : fuller.output,
  ...unlessNone('tool_calls', callsOf(fuller, other)),
  ...unlessNone('documents', documentsOf(fuller, other)),
  ...unlessNone('metadata', { ...other.metadata, ...fuller.metadata }),
});
