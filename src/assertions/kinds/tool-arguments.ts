import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { readData } from '../data-file.ts';
import { defineAssertion, refusalsOf } from '../define.ts';
import { quote } from '../quote.ts';
import { schemaValidator } from '../schema-validator.ts';
import { argumentsOf, insteadOf, onCalls } from '../tool-calls.ts';
import { inlineSchema } from './json-schema.ts';

export const toolArguments = defineAssertion({
  type: 'tool-arguments',
  group: 'tools',
  summary: 'Calls this tool, and each time with arguments that match a JSON Schema',
  of: 'tool_calls',
  keys: {
    name: z.string().min(1).describe('The name of the tool'),
    schema: z
      .union([z.string().min(1), inlineSchema])
      .describe('The schema, or the path of a JSON or YAML file that holds it'),
  },
  files: ['schema'],
  refuse: ({ schema }) =>
    typeof schema === 'string' ? [] : refusalsOf(() => schemaValidator(schema, 'schema')),
  prepare: async ({ name, schema }, resources) => {
    const inline =
      typeof schema === 'string' ? await readData(schema, 'schema', resources) : schema;
    const validate = schemaValidator(inline, 'schema');
    return onCalls((calls) => {
      const made = calls.filter((call) => call.name === name);
      if (made.length === 0) return broken(`never calls ${quote(name)}${insteadOf(calls)}`);
      for (const call of made) {
        const given = argumentsOf(call);
        const wrong = 'broken' in given ? given.broken : validate(given.value);
        if (wrong !== undefined)
          return broken(`calls ${quote(name)} with wrong arguments: ${wrong}`);
      }
      return holds;
    });
  },
});
