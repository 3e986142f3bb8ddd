import { describe, expect, test } from 'vitest';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import { refused, resourcesWith, told, trace } from './judging.ts';

describe('json', () => {
  test.each([
    ['{"a":1}', 'holds'],
    [' [1, 2]\n', 'holds'],
    ['{"__proto__":{"a":1}}', 'holds'],
    ['Sure! {}', expect.stringMatching(/^is not JSON: .*; it is "Sure! \{\}"$/)],
    ['```json\n{}\n```', expect.stringContaining('is not JSON')],
    ['{"a":1', expect.stringContaining('is not JSON')],
  ])('%j: %s', async (output, said) => {
    expect(await told({ type: 'json' }, output)).toEqual(said);
  });

  test('an output that is a list or an object already is JSON', async () => {
    expect(await told({ type: 'json' }, trace({ output: [1] }))).toBe('holds');
  });
});

const matching = (schema: unknown): AssertionEntry => ({ type: 'json-schema', schema });

describe('json-schema', () => {
  const slot = {
    type: 'object',
    required: ['slots'],
    properties: {
      slots: { type: 'array', items: { type: 'object', properties: { at: { type: 'string' } } } },
    },
    additionalProperties: false,
  };

  test.each<[string, unknown, string, string]>([
    ['a match', slot, '{"slots":[{"at":"10:00"}]}', 'holds'],
    ['a type', slot, '{"slots":[{},{"at":5}]}', '/slots/1/at must be string, is 5 (rule type)'],
    ['a missing key', slot, '{}', "the value must have required property 'slots' (rule required)"],
    [
      'an extra key',
      slot,
      '{"slots":[],"__proto__":1}',
      'the value must NOT have additional properties, has "__proto__" (rule additionalProperties)',
    ],
    [
      'an enumeration',
      { properties: { unit: { enum: ['1a', '2b'] } } },
      '{"unit":"3c"}',
      '/unit must be equal to one of the allowed values "1a", "2b", is "3c" (rule enum)',
    ],
    ['a constant', { const: 1 }, '2', 'the value must be equal to constant 1, is 2 (rule const)'],
    [
      'a choice',
      { properties: { at: { anyOf: [{ type: 'null' }, { type: 'string' }] } } },
      '{"at":1}',
      '/at must match a schema in anyOf, is 1 (rule anyOf)',
    ],
    [
      'what is wrong within a choice',
      {
        properties: {
          at: { anyOf: [{ type: 'null' }, { properties: { h: { type: 'integer' } } }] },
        },
      },
      '{"at":{"h":1.5}}',
      '/at/h must be integer, is 1.5 (rule type)',
    ],
    [
      'a format',
      { properties: { day: { format: 'date' } } },
      '{"day":"2026-13-01"}',
      '/day must match format "date", is "2026-13-01" (rule format)',
    ],
    [
      'two patterns, each its own',
      { properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } },
      '{"a":"a","b":"a"}',
      '/b must match pattern "^b$", is "a" (rule pattern)',
    ],
    [
      'a key of every object',
      { required: ['constructor'] },
      '{}',
      "the value must have required property 'constructor' (rule required)",
    ],
    [
      'a schema that allows nothing',
      false,
      '{}',
      'the value boolean schema is false (rule false schema)',
    ],
  ])('%s', async (_name, schema, output, said) => {
    expect(await told(matching(schema), output)).toBe(said);
  });

  test('says that text is no JSON', async () => {
    expect(await told(matching({}), 'Sure!')).toContain('is not JSON');
  });

  test("a schema's pattern takes linear time", async () => {
    const said = await told(matching({ items: { pattern: '^(a+)+$' } }), `["${'a'.repeat(30)}!"]`);
    expect(said).toContain('rule pattern');
  });

  test('a format takes linear time', async () => {
    const url = `http://${'a:@'.repeat(100_000)}`;
    expect(await told(matching({ items: { format: 'url' } }), JSON.stringify([url]))).toContain(
      'rule format',
    );
  });

  test('knows draft-07 by its name, and 2020-12 without one', async () => {
    const pair = [{ type: 'string' }, { type: 'number' }];
    const old = { $schema: 'http://json-schema.org/draft-07/schema#', items: pair };
    expect(await told(matching(old), '["a","b"]')).toContain('/1 must be number');
    expect(await told(matching({ prefixItems: pair }), '["a","b"]')).toContain('/1 must be number');
    expect(await refused(matching({ items: pair }))).toBe(
      'schema: no JSON Schema: /items must be object,boolean (rule type); mend it, or let its $schema name draft-07',
    );
  });

  test('unknown keywords and formats are let be', async () => {
    expect(await told(matching({ 'x-order': 1, format: 'slot' }), '"a"')).toBe('holds');
  });

  test('reads a schema from a file, in JSON or YAML', async () => {
    const resources = resourcesWith({
      files: { 'a.json': '{"type":"object"}', 'a.yml': 'type: object' },
    });
    expect(await told(matching('a.json'), '1', resources)).toContain('must be object');
    expect(await told(matching('a.yml'), '1', resources)).toContain('must be object');
  });

  test('a value out of an output is taken as it is, not read as JSON again', async () => {
    const zip: AssertionEntry = { ...matching({ type: 'string' }), of: '$.zip' };
    expect(await told(zip, '{"zip":"02139"}')).toBe('holds');
  });

  test.each<[string, unknown, string]>([
    [
      'a wrong schema',
      { type: 'strng' },
      'no JSON Schema: /type must match a schema in anyOf, is "strng"',
    ],
    [
      'lookaround in a pattern',
      { properties: { a: { pattern: '(?=a)' } } },
      'uses lookaround, which linear time rules out; write it without, or write a `module` assertion',
    ],
    [
      'a schema from elsewhere',
      { $ref: 'https://example.com/a.json' },
      "can't resolve reference https://example.com/a.json",
    ],
    [
      'another draft',
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      'write the schema in draft-07 or 2020-12',
    ],
    ['an asynchronous schema', { $async: true }, 'the schema says $async'],
    ['a file that is not there', 'gone.json', 'there is no gone.json'],
  ])('refuses %s', async (_name, schema, said) => {
    expect(await refused(matching(schema))).toContain(said);
  });

  test.each([
    ['a.json', '{"type":'],
    ['a.yml', 'a: &x 1\nb: *x'],
    ['b.json', '[1]'],
  ])('refuses the file %s with %j', async (path, text) => {
    const resources = resourcesWith({ files: { [path]: text } });
    expect(await refused(matching(path), resources)).toMatch(/^schema: /);
  });
});
