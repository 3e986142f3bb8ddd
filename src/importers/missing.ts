import type { Trace } from '../domain/trace.ts';

/** What a reader would look for in a trace, and how many traces have none of it. */
export type Missing = { what: string; traces: number };

const looks: [what: string, isMissing: (trace: Trace) => boolean][] = [
  ['a time', (trace) => trace.at === undefined],
  ['an output', (trace) => trace.output === ''],
  [
    'the result of a tool call',
    (trace) => (trace.tool_calls ?? []).some((call) => call.result === undefined),
  ],
  [
    'the text of a document',
    (trace) => (trace.documents ?? []).some((document) => document.text === undefined),
  ],
];

export const missingIn = (traces: readonly Trace[]): Missing[] =>
  looks
    .map(([what, isMissing]) => ({ what, traces: traces.filter(isMissing).length }))
    .filter((one) => one.traces > 0);
