import type { Case } from '../domain/case.ts';
import type { Output, Produced } from '../domain/output.ts';

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);

/** An output as a person reads it: its text, then the tools it called. */
const outputText = ({ output, tool_calls }: Output): string => {
  const calls = (tool_calls ?? []).map(
    (call) => `→ ${call.name}(${JSON.stringify(call.arguments ?? {})})`,
  );
  return [asText(output), ...calls].join('\n');
};

/** What a run gave, as a person reads it; undefined where nothing is known. */
export const producedText = (produced: Produced | undefined): string | undefined => {
  if (produced === undefined) return undefined;
  return produced.kind === 'output'
    ? outputText(produced.output)
    : `(no output: ${produced.reason})`;
};

/** An input as a person reads it: the one message it holds, or all of it. */
export const inputText = ({ input }: Case): string => {
  if (typeof input === 'string') return input;
  const keys = Object.keys(input);
  const message = input['message'] ?? input['question'] ?? input['query'];
  return keys.length === 1 && typeof message === 'string' ? message : asText(input);
};
