import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { counted, quote } from '../quote.ts';
import { insteadOf, onCalls } from '../tool-calls.ts';

export const toolCalled = defineAssertion({
  type: 'tool-called',
  group: 'tools',
  summary: 'Calls this tool, at least once or exactly so many times',
  of: 'tool_calls',
  keys: {
    name: z.string().min(1).describe('The name of the tool'),
    times: z.int().min(1).optional().describe('Exactly so many times; at least once if left out'),
  },
  prepare: ({ name, times }) =>
    onCalls((calls) => {
      const made = calls.filter((call) => call.name === name).length;
      if (times === undefined ? made > 0 : made === times) return holds;
      return made === 0
        ? broken(`never calls ${quote(name)}${insteadOf(calls)}`)
        : broken(`calls ${quote(name)} ${counted(made, 'time')}; expected ${times}`);
    }),
});
