import { describe, expect, test } from 'vitest';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import { told, trace } from './judging.ts';

type Row = [entry: AssertionEntry, output: string, said: string];

const check = (rows: Row[]) =>
  test.each(rows)('%j on %j: %s', async (entry, output, said) => {
    expect(await told(entry, output)).toBe(said);
  });

const equals = (value: unknown): AssertionEntry => ({ type: 'equals', value });

describe('equals', () => {
  check([
    [equals('Yes.'), 'Yes.', 'holds'],
    [equals('Yes.'), 'Yes. ', 'is "Yes. "; expected "Yes."'],
    [equals('é'), 'e\u0301', 'is "e\u0301"; expected "é"'],
    [equals(42), '42', 'holds'],
    [equals(true), 'yes', 'is "yes"; expected true'],
    [equals({ a: 1, b: [1, { c: null }] }), '{"b":[1,{"c":null}],"a":1}', 'holds'],
    [equals({ a: { b: 1 } }), '{"a":{"b":2}}', '/a/b is 2; expected 1'],
    [equals({ a: 1 }), '{"a":1,"b":2}', '/b is 2; expected nothing'],
    [equals({ a: 1, b: null }), '{"a":1}', '/b is nothing; expected null'],
    [equals([1, 2]), '[2,1]', '/0 is 2; expected 1'],
    [equals([]), '{}', 'is {}; expected []'],
    [
      equals({}),
      '{"__proto__":{"polluted":true}}',
      '/__proto__ is {"polluted":true}; expected nothing',
    ],
    [equals({}), '{"constructor":1}', '/constructor is 1; expected nothing'],
    [equals({ valueOf: 1 }), '{"valueOf":1}', 'holds'],
  ]);

  test('long texts are shown from shortly before where they part', async () => {
    const said = await told(equals(`${'a'.repeat(100)}b`), `${'a'.repeat(100)}c`);
    expect(said).toBe(
      `from character 81 on is "${'a'.repeat(20)}c"; expected "${'a'.repeat(20)}b"`,
    );
  });

  test('an output that is an object already is compared as it is', async () => {
    expect(await told(equals({ a: 1 }), trace({ output: { a: 1 } }))).toBe('holds');
  });
});

const contains = (keys: Record<string, unknown>): AssertionEntry => ({
  type: 'contains',
  ...keys,
});

describe('contains', () => {
  check([
    [contains({ value: 'pets' }), 'No pets here', 'holds'],
    [contains({ value: 'handOff' }), 'No pets here', 'does not contain "handOff"'],
    [contains({ value: 'PETS' }), 'No pets here', 'does not contain "PETS"'],
    [contains({ value: 'PÉTS', ignore_case: true }), 'No péts here', 'holds'],
    [contains({ any: ['cat', 'dog'] }), 'a dog', 'holds'],
    [contains({ any: ['cat', 'dog'] }), 'a bird', 'contains none of "cat", "dog"'],
    [contains({ all: ['cat', 'dog'] }), 'a dog and a cat', 'holds'],
    [contains({ all: ['cat', 'dog', 'bird'] }), 'a dog', 'does not contain "cat", "bird"'],
    [contains({ value: '👩‍👧' }), 'family: 👩‍👧', 'holds'],
  ]);

  test('quotes no more than 80 characters of a text', async () => {
    const said = await told(contains({ value: `${'x'.repeat(79)}😀😀` }), 'Hi');
    expect(said).toBe(`does not contain "${'x'.repeat(79)}…"`);
  });

  test('looks into the JSON of an output that is no text', async () => {
    expect(
      await told(contains({ value: '"slot":"10:00"' }), trace({ output: { slot: '10:00' } })),
    ).toBe('holds');
  });
});

describe('starts-with and ends-with', () => {
  check([
    [{ type: 'starts-with', value: 'Dear' }, 'Dear Ann', 'holds'],
    [{ type: 'starts-with', value: 'Dear' }, 'Hi Ann', 'starts with "Hi Ann", not with "Dear"'],
    [{ type: 'starts-with', value: 'dear', ignore_case: true }, 'DEAR Ann', 'holds'],
    [{ type: 'ends-with', value: '.' }, 'Yes.', 'holds'],
    [{ type: 'ends-with', value: '.' }, 'Yes.\n', 'ends with "Yes.\\n", not with "."'],
    [{ type: 'ends-with', value: 'YES', ignore_case: true }, 'oh yes', 'holds'],
    [
      { type: 'ends-with', value: '!' },
      `${'a'.repeat(90)}z`,
      `ends with "…${'a'.repeat(79)}z", not with "!"`,
    ],
  ]);
});

const regex = (pattern: string, flags?: string): AssertionEntry => ({
  type: 'regex',
  pattern,
  ...(flags !== undefined && { flags }),
});

describe('regex', () => {
  check([
    [regex('\\d{2}:\\d{2}'), 'at 10:30', 'holds'],
    [regex('^\\d+$'), 'at 10:30', 'does not match /^\\d+$/'],
    [regex('YES', 'i'), 'yes', 'holds'],
    [regex('^b$', 'm'), 'a\nb', 'holds'],
    [regex('a.b', 's'), 'a\nb', 'holds'],
    [regex('^.$', 'u'), '😀', 'holds'],
    [regex('(?<hour>\\d+)h'), '10h', 'holds'],
    [regex('\\u00e9'), 'é', 'holds'],
    [regex('\\p{Greek}'), 'λ', 'holds'],
  ]);

  test('a pattern that makes a backtracking engine hang is answered at once', async () => {
    expect(await told(regex('^(a+)+$'), `${'a'.repeat(30)}!`)).toBe('does not match /^(a+)+$/');
  });
});

const most = (max: Record<string, number>): AssertionEntry => ({ type: 'length', max });

const least = (min: Record<string, number>): AssertionEntry => ({ type: 'length', min });

describe('length', () => {
  check([
    [most({ words: 3 }), 'one two three', 'holds'],
    [most({ words: 3 }), 'one two three four', 'has 4 words; at most 3 allowed'],
    [least({ words: 2 }), 'one', 'has 1 word; at least 2 needed'],
    [most({ words: 2 }), '- “one”\n- two', 'holds'],
    [most({ words: 1 }), '-'.repeat(200_000), 'holds'],
    [most({ words: 1 }), '我喜歡貓', 'has 3 words; at most 1 allowed'],
    [most({ chars: 2 }), '😀😀', 'holds'],
    [most({ chars: 2 }), '😀😀!', 'has 3 characters; at most 2 allowed'],
    [most({ bytes: 7 }), '😀😀', 'has 8 bytes; at most 7 allowed'],
    [most({ lines: 2 }), 'a\r\nb\n', 'holds'],
    [most({ lines: 2 }), 'a\rb\nc', 'has 3 lines; at most 2 allowed'],
    [most({ lines: 0 }), '', 'holds'],
    [
      { type: 'length', min: { words: 1 }, max: { chars: 3, bytes: 9 } },
      'a b c',
      'has 5 characters; at most 3 allowed',
    ],
  ]);
});
