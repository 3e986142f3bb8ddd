import type { Trace } from '../domain/trace.ts';

/** What other parts know of a trace: why it may be worth reading. */
export type Signals = {
  /** Failure modes whose evals fail on it. */
  fires?: readonly string[];
  /** Evals on which a judge and a person disagree about it. */
  disagreements?: readonly string[];
};

/** What is known of a trace without its content. */
export type TraceFacts = Signals & {
  id: string;
  /** ISO 8601. */
  at?: string;
  /** Of the answer. */
  characters: number;
  toolCalls: number;
  latencyMs?: number;
};

const textOf = (output: Trace['output']): string =>
  typeof output === 'string' ? output : JSON.stringify(output);

const callsOf = ({ tool_calls, messages }: Trace): number =>
  Math.max(
    tool_calls?.length ?? 0,
    messages.reduce((sum, message) => sum + (message.tool_calls?.length ?? 0), 0),
  );

export const factsOf = (trace: Trace): TraceFacts => ({
  id: trace.id,
  characters: textOf(trace.output).length,
  toolCalls: callsOf(trace),
  ...(trace.at !== undefined && { at: trace.at }),
  ...(trace.latency_ms !== undefined && { latencyMs: trace.latency_ms }),
});
