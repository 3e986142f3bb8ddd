import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { readData } from '../data-file.ts';
import { defineAssertion, refusalsOf } from '../define.ts';
import { schemaValidator } from '../schema-validator.ts';
import { jsonOf } from '../subject.ts';

export const inlineSchema = z.union([z.boolean(), z.record(z.string(), z.unknown())]);

export const jsonSchema = defineAssertion({
  type: 'json-schema',
  group: 'structure',
  summary: 'Is JSON that matches a JSON Schema (draft-07 or 2020-12)',
  keys: {
    schema: z
      .union([z.string().min(1), inlineSchema])
      .describe('The schema, or the path of a JSON or YAML file that holds it'),
  },
  files: ['schema'],
  refuse: ({ schema }) =>
    typeof schema === 'string' ? [] : refusalsOf(() => schemaValidator(schema, 'schema')),
  prepare: async ({ schema }, resources) => {
    const inline =
      typeof schema === 'string' ? await readData(schema, 'schema', resources) : schema;
    const validate = schemaValidator(inline, 'schema');
    return (subject) => {
      const parsed = jsonOf(subject);
      if (!parsed.ok) return broken(`is not JSON: ${parsed.reason}`);
      const wrong = validate(parsed.value);
      return wrong === undefined ? holds : broken(wrong);
    };
  },
});
