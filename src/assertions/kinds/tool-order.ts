import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import type { ToolCall } from '../../domain/output.ts';
import { defineAssertion } from '../define.ts';
import { quote } from '../quote.ts';
import { insteadOf, onCalls } from '../tool-calls.ts';

const wrongIn = (calls: ToolCall[], names: string[]): string | undefined => {
  let next = 0;
  for (const { name } of calls) {
    const awaited = names[next];
    if (awaited === undefined) return undefined;
    if (name === awaited) next += 1;
    else if (names.includes(name) && !names.slice(0, next).includes(name))
      return `calls ${quote(name)} before ${quote(awaited)}`;
  }
  const missing = names[next];
  return missing === undefined
    ? undefined
    : `does not call ${quote(missing)} in its turn${insteadOf(calls)}`;
};

export const toolOrder = defineAssertion({
  type: 'tool-order',
  group: 'tools',
  summary:
    'Calls these tools, none of them before those named ahead of it; repeats and other calls may come between',
  of: 'tool_calls',
  keys: { names: z.array(z.string().min(1)).min(2).describe('The tools, first to last') },
  prepare: ({ names }) =>
    onCalls((calls) => {
      const wrong = wrongIn(calls, names);
      return wrong === undefined ? holds : broken(wrong);
    }),
});
