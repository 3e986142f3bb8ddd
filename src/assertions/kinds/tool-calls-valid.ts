import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import type { ToolCall } from '../../domain/output.ts';
import { readData } from '../data-file.ts';
import { defineAssertion, refusalsOf } from '../define.ts';
import { listed, quote } from '../quote.ts';
import { argumentsOf, onCalls } from '../tool-calls.ts';
import { toolValidators } from '../tool-list.ts';
import type { Validate } from '../schema-validator.ts';

const wrongWith = (call: ToolCall, tools: ReadonlyMap<string, Validate>): string | undefined => {
  const validate = tools.get(call.name);
  if (validate === undefined)
    return `calls ${quote(call.name)}, which is no tool of the list (${listed([...tools.keys()].map(quote), 5)})`;
  const given = argumentsOf(call);
  const wrong = 'broken' in given ? given.broken : validate(given.value);
  return wrong === undefined
    ? undefined
    : `calls ${quote(call.name)} with wrong arguments: ${wrong}`;
};

export const toolCallsValid = defineAssertion({
  type: 'tool-calls-valid',
  group: 'tools',
  summary: 'Every tool call names a tool of the list, with arguments that match its schema',
  of: 'tool_calls',
  keys: {
    tools: z
      .union([
        z.string().min(1),
        z.array(z.record(z.string(), z.unknown())),
        z.record(z.string(), z.unknown()),
      ])
      .describe(
        "OpenAI's list of tools, or a map of each tool's name to the JSON Schema of its arguments; or the path of a file that holds it",
      ),
  },
  files: ['tools'],
  refuse: ({ tools }) => (typeof tools === 'string' ? [] : refusalsOf(() => toolValidators(tools))),
  prepare: async ({ tools }, resources) => {
    const validators = toolValidators(
      typeof tools === 'string' ? await readData(tools, 'tools', resources) : tools,
    );
    return onCalls((calls) => {
      for (const call of calls) {
        const wrong = wrongWith(call, validators);
        if (wrong !== undefined) return broken(wrong);
      }
      return holds;
    });
  },
});
