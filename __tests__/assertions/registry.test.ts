import * as z from 'zod';
import { describe, expect, test } from 'vitest';
import { assertionEntry } from '../../src/assertions/entry.ts';
import { prepareAssertion } from '../../src/assertions/prepare.ts';
import { corporaOf, filesOf } from '../../src/assertions/reads.ts';
import { assertionTypeOf, assertionTypes } from '../../src/assertions/registry.ts';
import { placeNames } from '../../src/assertions/subject.ts';
import { assertionGroups, type AssertionEntry } from '../../src/domain/assertion.ts';
import { modeSchemaWith } from '../../src/domain/mode.ts';
import { resourcesWith } from './judging.ts';

/** The least that each type can be written with. */
const minimal: Record<string, Record<string, unknown>> = {
  equals: { value: 'a' },
  contains: { value: 'a' },
  'starts-with': { value: 'a' },
  'ends-with': { value: 'a' },
  regex: { pattern: 'a' },
  length: { max: { words: 90 } },
  json: {},
  'json-schema': { schema: 'a.json' },
  'no-pii': {},
  'tool-called': { name: 'a' },
  'tool-not-called': { name: 'a' },
  'tool-calls-valid': { tools: 'tools.json' },
  'tool-order': { names: ['a', 'b'] },
  'tool-arguments': { name: 'a', schema: 'a.json' },
  'citations-exist': { corpus: 'kb', pattern: '\\[(a)\\]' },
  latency: { max_ms: 100 },
  'finish-reason': { value: 'stop' },
  module: { file: 'a.ts' },
};

const resources = resourcesWith({
  files: { 'a.json': '{}', 'tools.json': '{"a":{}}' },
  corpora: { kb: ['a'] },
  code: { 'a.ts': () => true },
});

const entryOf = (type: string): AssertionEntry => ({ type, ...minimal[type] });
const schema = z.toJSONSchema(assertionEntry, { target: 'draft-7', io: 'input' });
const branches = (schema.oneOf ?? schema.anyOf ?? []) as {
  description?: string;
  properties: Record<string, { const?: string; description?: string }>;
  additionalProperties?: boolean;
}[];

describe.each(assertionTypes.map((type) => [type.type, type] as const))('%s', (name, type) => {
  const branch = branches.find(({ properties }) => properties.type?.const === name);

  test('has a summary of one line, and a group', () => {
    expect(type.summary).toMatch(/^[A-Z].{10,}$/);
    expect(assertionGroups).toContain(type.group);
  });

  test('describes each of its keys', () => {
    for (const key of Object.values(type.keys)) {
      expect(z.globalRegistry.get(key)?.description ?? '').toMatch(/.{4,}/);
    }
  });

  test('is in the schema, with its keys and their descriptions and no others', () => {
    const keys = ['type', 'not', 'of', 'message', ...Object.keys(type.keys)];
    expect(Object.keys(branch?.properties ?? {}).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect(branch?.properties[key]?.description).toBeTruthy();
    expect(branch?.description).toBe(type.summary);
    expect(branch?.additionalProperties).toBe(false);
  });

  test('a minimal entry comes through the schema as it was written, and can be prepared', async () => {
    const entry = { ...entryOf(name), not: true, of: '$.a', message: 'M' };
    expect(assertionEntry.parse(entry)).toEqual(entry);
    expect(await prepareAssertion(entryOf(name), resources)).toBeTypeOf('function');
  });

  test('looks at a place that there is', () => {
    expect(placeNames).toContain(type.of ?? 'output');
  });

  test('names keys of its own as files and corpus', () => {
    const named = [...(type.files ?? []), ...(type.corpus === undefined ? [] : [type.corpus])];
    expect(Object.keys(type.keys)).toEqual(expect.arrayContaining(named));
  });

  test('refuses a key it does not know', () => {
    expect(assertionEntry.safeParse({ ...entryOf(name), nto: true }).success).toBe(false);
  });
});

test('every type has a name of its own', () => {
  const names = assertionTypes.map(({ type }) => type);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(assertionTypeOf(name)?.type).toBe(name);
});

test.each<[AssertionEntry, string[], string[]]>([
  [{ type: 'json-schema', schema: 'a.json' }, ['a.json'], []],
  [{ type: 'json-schema', schema: {} }, [], []],
  [{ type: 'module', file: 'a.ts' }, ['a.ts'], []],
  [{ type: 'citations-exist', corpus: 'kb', pattern: '(a)' }, [], ['kb']],
  [{ type: 'equals', value: 'a.json' }, [], []],
  [{ type: 'gone' }, [], []],
])('%j reads the files %j and the corpora %j', (entry, files, corpora) => {
  expect(filesOf(entry)).toEqual(files);
  expect(corporaOf(entry)).toEqual(corpora);
});

const issuesOf = (entry: unknown): string[] =>
  (assertionEntry.safeParse(entry).error?.issues ?? []).map(
    ({ path, message, ...rest }) =>
      `${path.join('.')}: ${message}; ${(rest as { params?: { mend?: string } }).params?.mend}`,
  );

const pattern = (text: string) => ({ type: 'regex', pattern: text });

describe('what the schema refuses, with the key and how to mend it', () => {
  const orModule = 'write it without, or write a `module` assertion';

  test.each<[unknown, string]>([
    [
      { type: 'contains' },
      ': contains needs exactly one of value, any and all; keep one of them, and write an entry of its own for each other',
    ],
    [
      { type: 'contains', value: 'a', any: ['b'] },
      ': contains needs exactly one of value, any and all; keep one of them, and write an entry of its own for each other',
    ],
    [
      pattern('(?=a)'),
      `pattern: the pattern "(?=a)" uses lookaround, which linear time rules out; ${orModule}`,
    ],
    [
      pattern('(?<!a)b'),
      `pattern: the pattern "(?<!a)b" uses lookaround, which linear time rules out; ${orModule}`,
    ],
    [
      pattern('(a)\\1'),
      `pattern: the pattern "(a)\\\\1" uses a backreference, which linear time rules out; ${orModule}`,
    ],
    [
      pattern('(?<x>a)\\k<x>'),
      `pattern: the pattern "(?<x>a)\\\\k<x>" uses a backreference, which linear time rules out; ${orModule}`,
    ],
    [
      pattern('a++'),
      `pattern: the pattern "a++" uses an atomic group or a possessive repeat, which linear time rules out; ${orModule}`,
    ],
    [
      pattern('['),
      'pattern: the pattern "[" does not compile: missing closing ]: `[`; write it in the syntax of RE2 (github.com/google/re2/wiki/Syntax)',
    ],
    [{ ...pattern('a'), flags: 'g' }, 'flags: the flags are i, m, s and u; undefined'],
    [{ type: 'length' }, ': length has no limit; give min or max, such as max: { words: 90 }'],
    [
      { type: 'length', max: {} },
      ': length has no limit; give min or max, such as max: { words: 90 }',
    ],
    [
      { type: 'length', min: { chars: 5 }, max: { chars: 4 } },
      'min: min chars is more than max chars; no text is that long and that short: change one',
    ],
    [
      { type: 'citations-exist', corpus: 'kb', pattern: 'a' },
      'pattern: the pattern has no group, so that it says no id; put the id in parentheses, such as \\[kb:([a-z0-9-]+)\\]',
    ],
    [
      { type: 'json-schema', schema: { type: 'strng' } },
      'schema: no JSON Schema: /type must match a schema in anyOf, is "strng" (rule anyOf); mend it, or let its $schema name draft-07',
    ],
    [
      { type: 'tool-calls-valid', tools: [] },
      "tools: the list names no tool; write OpenAI's list of tools, or a map of each tool's name to its JSON Schema",
    ],
    [
      { type: 'json', of: 'answer' },
      'of: no place to look at; write one of output, input, messages, tool_calls, documents, or a JSONPath that begins with $; undefined',
    ],
    [
      { type: 'json', of: '$.a[' },
      expect.stringMatching(/^of: "\$\.a\[" is not a JSONPath: .*RFC 9535/),
    ],
  ])('%j', (entry, said) => {
    expect(issuesOf(entry)).toEqual([said]);
  });

  test.each([
    { type: 'equals' },
    { type: 'tool-called', name: 'a', times: 0 },
    { type: 'no-pii', kinds: ['names'] },
    { type: 'no-pii', kinds: [] },
    { type: 'contians', value: 'a' },
    {},
  ])('%j', (entry) => {
    expect(assertionEntry.safeParse(entry).success).toBe(false);
  });
});

test("a mode's schema is composed with it", () => {
  const mode = modeSchemaWith(assertionEntry).parse({
    name: 'Hallucinated tour slot',
    definition: 'Offers a time that was not returned.',
    evals: [{ id: 'a', rung: 'code', target: 'leasing', assert: [entryOf('module')] }],
  });
  expect(mode.evals[0]).toMatchObject({ when: [], assert: [entryOf('module')] });
});
