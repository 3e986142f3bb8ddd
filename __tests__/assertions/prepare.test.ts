import { describe, expect, test } from 'vitest';
import { prepareAssertion } from '../../src/assertions/prepare.ts';
import { subjectOf } from '../../src/assertions/subject.ts';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import type { Output } from '../../src/domain/output.ts';
import { aCase, judge, refused, resourcesWith, told, trace } from './judging.ts';

const contains = (value: string, rest: Partial<AssertionEntry> = {}): AssertionEntry => ({
  type: 'contains',
  value,
  ...rest,
});

describe('not', () => {
  test('turns holds and broken around', async () => {
    expect(await told(contains('sorry', { not: true }), 'Yes.')).toBe('holds');
    expect(await told(contains('sorry', { not: true }), 'I am sorry.')).toBe(
      'contains {"value":"sorry"} holds, but must not',
    );
    expect(await told({ type: 'json', not: true }, '{}')).toBe('json holds, but must not');
  });

  test('an error stays an error', async () => {
    const slow: AssertionEntry = { type: 'latency', max_ms: 5, not: true };
    expect(await told(slow, 'Yes.')).toBe('error: the output has no latency_ms');
  });

  test('turns around what code of the team answers later', async () => {
    const resources = resourcesWith({ code: { 'a.ts': () => false } });
    expect(await told({ type: 'module', file: 'a.ts', not: true }, 'Yes.', resources)).toBe(
      'holds',
    );
  });
});

describe('message', () => {
  test('comes first, and what was found after it', async () => {
    const entry = contains('sorry', { message: 'Must apologise' });
    expect(await told(entry, 'No.')).toBe('Must apologise: does not contain "sorry"');
    expect(await told({ ...entry, of: '$.x' }, 'No.')).toBe('Must apologise: nothing at $.x');
  });

  test.each([
    ['Cites nothing.', 'Cites nothing: does not contain "a"'],
    ['Cites nothing. ', 'Cites nothing: does not contain "a"'],
    ['And so on...', 'And so on...: does not contain "a"'],
    ['v1.2', 'v1.2: does not contain "a"'],
  ])('%j loses the period of a sentence', async (message, critique) => {
    expect(await told(contains('a', { message }), 'No.')).toBe(critique);
  });

  test('is silent about what holds or could not decide', async () => {
    expect(await told(contains('a', { message: 'M' }), 'a')).toBe('holds');
    expect(await told({ type: 'latency', max_ms: 5, message: 'M' }, 'a')).toBe(
      'error: the output has no latency_ms',
    );
  });
});

const equals = (of: string, value: unknown): AssertionEntry => ({ type: 'equals', of, value });

describe('of', () => {
  const slots = { slots: [{ at: '10:00' }, { at: '11:00' }], none: null, '': 1, __proto__x: 2 };

  test.each<[string, unknown, Output]>([
    ['output', 'Yes.', trace({})],
    ['input', 'Any two-bedrooms?', trace({})],
    ['messages', [{ role: 'user' }], trace({ messages: [{ role: 'user' }] })],
    ['tool_calls', [{ name: 'a' }], trace({ tool_calls: [{ name: 'a' }] })],
    ['tool_calls', [], trace({})],
    ['documents', [{ id: 'a' }], trace({ documents: [{ id: 'a' }] })],
    ['documents', [], trace({})],
    ['$.slots[0].at', '10:00', trace({ output: slots })],
    ['$.slots[*].at', ['10:00', '11:00'], trace({ output: slots })],
    ['$.slots[?@.at=="11:00"].at', '11:00', trace({ output: slots })],
    ['$.slots[?match(@.at, "1[01]:00")].at', ['10:00', '11:00'], trace({ output: slots })],
    ['$.none', null, trace({ output: slots })],
    ['$.slots[0].at', '10:00', trace({ output: JSON.stringify(slots) })],
    ['$["__proto__"].a', 1, trace({ output: '{"__proto__":{"a":1}}' })],
    ['$', 'Yes.', trace({ output: '"Yes."' })],
  ])('%s is %j', async (of, value, output) => {
    expect(await told(equals(of, value), output)).toBe('holds');
  });

  test.each([
    ['$.x', trace({ output: { y: 1 } })],
    ['$.x', trace({ output: 'no JSON' })],
    ['$.constructor', trace({ output: {} })],
    ['messages', trace({})],
  ])(
    'where there is nothing at %s, an assertion is broken, with `not` as without',
    async (of, output) => {
      expect(await told(contains('a', { of }), output)).toBe(`nothing at ${of}`);
      expect(await told(contains('a', { of, not: true }), output)).toBe(`nothing at ${of}`);
    },
  );

  test('a regular expression within a path takes linear time', async () => {
    const of = '$[?search(@, "^(a+)+$")]';
    expect(await told(contains('a', { of }), JSON.stringify([`${'a'.repeat(30)}!`]))).toBe(
      `nothing at ${of}`,
    );
  });

  test.each(['$[', '$.slots[?', 'slots'])('%s is refused, and says how to mend it', async (of) => {
    expect(await refused(contains('a', { of }))).toMatch(/^of: ".*" is not a JSONPath: .*RFC 9535/);
  });
});

describe('what goes too deep to judge could not be decided', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  test.each<[string, AssertionEntry]>([
    ['a path', contains('a', { of: '$..a' })],
    ['a schema', { type: 'json-schema', schema: { items: { $ref: '#' } } }],
    ['a comparison', { type: 'equals', value: JSON.parse(deep) }],
    ['a text', { type: 'length', max: { chars: 1 }, of: '$' }],
  ])('%s', async (_name, entry) => {
    expect((await judge(entry, deep)).result).toBe('error');
  });
});

test('an unknown type is refused', async () => {
  expect(await refused({ type: 'contians', value: 'a' })).toBe(
    'type: there is no assertion "contians"; name one that there is',
  );
});

test('preparing reads and compiles once, judging never again', async () => {
  let reads = 0;
  const files = resourcesWith({ files: { 'a.json': '{}' } });
  const assert = await prepareAssertion(
    { type: 'json-schema', schema: 'a.json' },
    { ...files, text: (path) => ((reads += 1), files.text(path)) },
  );
  for (const output of ['{}', '[]', '1']) {
    expect(assert(subjectOf(aCase, { output }))).toEqual({ result: 'holds' });
  }
  expect(reads).toBe(1);
});
