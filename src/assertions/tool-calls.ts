import { undecidable, type Assert, type Check, type Subject } from '../domain/assertion.ts';
import type { ToolCall } from '../domain/output.ts';
import { listed, quote } from './quote.ts';

const isCall = (value: unknown): value is ToolCall =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

const callsOf = (value: unknown): ToolCall[] | undefined => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.every(isCall) ? list : undefined;
};

/** An assertion on the subject as a list of tool calls. */
export const onCalls =
  (judge: (calls: ToolCall[]) => Check): Assert =>
  (subject: Subject) => {
    const calls = callsOf(subject.value);
    return calls === undefined
      ? undecidable(`no list of tool calls: ${quote(subject.value)}`)
      : judge(calls);
  };

/** ` (it calls "search", "handOff")`. */
export const insteadOf = (calls: ToolCall[]): string => {
  const names = [...new Set(calls.map(({ name }) => quote(name)))];
  return names.length === 0 ? ' (it calls no tool)' : ` (it calls ${listed(names, 5)})`;
};

/** A call's arguments as a value; many traces hold them as the JSON text the model wrote. */
export const argumentsOf = (call: ToolCall): { value: unknown } | { broken: string } => {
  if (call.arguments === undefined || call.arguments === '') return { value: {} };
  if (typeof call.arguments !== 'string') return { value: call.arguments };
  try {
    return { value: JSON.parse(call.arguments) };
  } catch {
    return { broken: `are not JSON: ${quote(call.arguments)}` };
  }
};
