import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readJsonl } from '../../src/definitions/jsonl.ts';
import { caseSchema } from '../../src/domain/case.ts';
import { filesOf } from './files.ts';
import { told } from './project.ts';

const schema = z.strictObject({ id: z.string(), input: z.unknown().optional() });

const read = async (text: string) => {
  const lines: [number, unknown][] = [];
  for await (const line of readJsonl(filesOf({ 'f.jsonl': text }), 'f.jsonl', schema)) {
    lines.push([line.line, 'problems' in line ? told(line.problems()) : line.value]);
  }
  return lines;
};

test('lines are read with their numbers; empty ones and a byte order mark are passed over', async () => {
  expect(await read('\uFEFF{"id":"a"}\n\n  \n {"id":"b"} \r\n')).toEqual([
    [1, { id: 'a' }],
    [4, { id: 'b' }],
  ]);
});

describe('a line that is no JSON is told at the column of the slip', () => {
  test.each([
    ['13: this is not JSON: expected double-quoted property name', '{"id": "a", input: 1}'],
    ["8: this is not JSON: unexpected token '''", '{"id": \'a\'}'],
    ['12: this is not JSON: expected double-quoted property name', '{"id": "a",}'],
    ["8: this is not JSON: unexpected token 'u'", '{"id": undefined}'],
    ["11: this is not JSON: expected ',' or '}' after property value", '{"id": "a"'],
    ['10: this is not JSON: unterminated string', '{"id": "a'],
    ['13: this is not JSON: unexpected non-whitespace character after JSON', '{"id": "a"} {}'],
    ['7: this is not JSON: unexpected end of JSON input', '{"id":'],
    ["8: this is not JSON: unexpected token 'N'", '{"id": NaN}'],
    ["2: this is not JSON: unexpected token 'o'", 'nope'],
    ["524: this is not JSON: unexpected token '}'", `{"id": "${'x'.repeat(500)}", "input": tru}`],
  ])('%s', async (problem, line) => {
    expect(await read(`{"id":"ok"}\n${line}`)).toEqual([
      [1, { id: 'ok' }],
      [2, [`f.jsonl:2:${problem}; mend the JSON here`]],
    ]);
  });
});

describe('JSON that is read, and that no file may have, is told at its place', () => {
  test.each([
    ['11: the key `id` stands here twice; keep one of them', '{"id":"a","id":"b"}'],
    [
      '38: the key `z` stands here twice; keep one of them',
      '{"id":"a","input":{"x":1,"y":[{"z":1,"z":2}]}}',
    ],
    [
      '31: the key `x` stands here twice; keep one of them',
      '{"id":"a","input":{"\\u0078":1,"x":2}}',
    ],
    [
      '11: the key `__proto__` is not allowed; choose another name',
      '{"id":"a","__proto__":{"id":"b"}}',
    ],
    [
      '20: the key `constructor` is not allowed; choose another name\n35: the key `prototype` is not allowed; choose another name',
      '{"id":"a","input":{"constructor":{"prototype":1}}}',
    ],
    ['19: `1e999` is no finite number; write a finite one', '{"id":"a","input":1e999}'],
    [
      '51: it is nested more than 32 levels deep; make it flatter',
      `{"id":"a","input":${'['.repeat(40)}${']'.repeat(40)}}`,
    ],
    [
      '1: the line is longer than 1 MiB; make it smaller',
      `{"id":"a","input":"${'x'.repeat(1 << 20)}"}`,
    ],
    ['11: unknown key `inptu`; did you mean `input`?', '{"id":"a","inptu":1}'],
    ['7: `id` is 5, not text; put it in quotes: "5"', '{"id":5}'],
    ['1: this is a list, not a mapping; write a mapping', '[1]'],
    ['1: this is empty; write a mapping', 'null'],
  ])('%s', async (problem, line) => {
    expect(await read(line)).toEqual([[1, problem.split('\n').map((one) => `f.jsonl:1:${one}`)]]);
  });

  test.each([
    ['{"id":"a","input":{"messages":[{"role":"user"},{"role":"user"}]}}'],
    ['{"id":"a","input":"\\"id\\": 1, \\\\"}'],
    ['{ "id" : "a" , "input" : { "x" : { "id" : ":" } } }'],
    [`{"id":"a","input":${'['.repeat(31)}${']'.repeat(31)}}`],
    ['{"id":"a","input":"a\u2028b"}'],
  ])('and nothing else is: %j', async (line) => {
    expect(await read(line)).toEqual([[1, JSON.parse(line)]]);
  });
});

test('nothing of a line reaches the prototypes', async () => {
  await read('{"id":"a","__proto__":{"polluted":1},"input":{"__proto__":{"polluted":1}}}');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('lines are read one at a time: none before the one ahead of it is taken', async () => {
  let given = 0;
  const lines = async function* () {
    for (let i = 0; i < 1000; i += 1) {
      given += 1;
      yield JSON.stringify({ id: `c-${i}`, input: 'x' });
    }
  };
  let taken = 0;
  for await (const line of readJsonl({ ...filesOf({}), lines }, 'cases.jsonl', caseSchema)) {
    taken += 'problems' in line ? 0 : 1;
    expect(given).toBe(taken);
  }
  expect(taken).toBe(1000);
});
