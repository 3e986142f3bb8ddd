import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { quote } from '../quote.ts';
import { onCalls } from '../tool-calls.ts';

export const toolNotCalled = defineAssertion({
  type: 'tool-not-called',
  group: 'tools',
  summary: 'Does not call this tool',
  of: 'tool_calls',
  keys: { name: z.string().min(1).describe('The name of the tool') },
  prepare: ({ name }) =>
    onCalls((calls) => {
      const call = calls.find((made) => made.name === name);
      if (call === undefined) return holds;
      const given = call.arguments === undefined ? '' : ` with ${quote(call.arguments)}`;
      return broken(`calls ${quote(name)}${given}`);
    }),
});
