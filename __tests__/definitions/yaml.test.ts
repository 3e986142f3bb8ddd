import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readYaml } from '../../src/definitions/document.ts';
import { told } from './project.ts';

const anything = z.record(z.string(), z.unknown());
const problems = (text: string): string[] => told(readYaml('f.yml', text, anything).problems);

describe('what YAML has and a file may not use is refused at its place', () => {
  test.each([
    [
      'a: [*b]',
      '1:5: `*b` is an alias, and aliases are not allowed; write the value out, or put the text in quotes',
    ],
    [
      'cases: *.jsonl',
      '1:8: `*.jsonl` is an alias, and aliases are not allowed; write the value out, or put the text in quotes',
    ],
    [
      'a: &x 1',
      '1:4: `&x` is an anchor, and anchors are not allowed; leave it out, or put the text in quotes',
    ],
    [
      'a: !!binary aGk=',
      '1:4: `!!binary` is a tag, and tags are not allowed; leave it out, or put the text in quotes',
    ],
    [
      'a: !include x',
      '1:4: `!include` is a tag, and tags are not allowed; leave it out, or put the text in quotes',
    ],
    ['%YAML 1.1\n---\na: yes', '1:1: `%YAML 1.1` is a directive; leave it out: files are YAML 1.2'],
    ['a: 1\n---\nb: 2', '2:1: a second document starts here; keep one document in a file'],
    ['a: 1\nb: 2\na: 3', '3:1: the key `a` stands here twice, first on line 1; keep one of them'],
    ['{ a: 1, a: 2 }', '1:9: the key `a` stands here twice; keep one of them'],
    ['<<: { a: 1 }', '1:1: merge keys are not allowed; write the keys out'],
    ['a:\n  __proto__: { b: 1 }', '2:3: the key `__proto__` is not allowed; choose another name'],
    ['constructor: 1', '1:1: the key `constructor` is not allowed; choose another name'],
    ['a: { prototype: 1 }', '1:6: the key `prototype` is not allowed; choose another name'],
    ['a: .nan', '1:4: `.nan` is no finite number; write a finite one'],
    ['a: [-.inf]', '1:5: `-.inf` is no finite number; write a finite one'],
    ['a: 1e999', '1:4: `1e999` is no finite number; write a finite one'],
    ['? [a]\n: b', '1:3: a key is not plain text; write a name, or put it in quotes'],
  ])('%j', (text, problem) => {
    expect(problems(text)).toEqual([`f.yml:${problem}`]);
  });
});

describe('a slip in the YAML is told with its mend', () => {
  test.each([
    ['a:\n\tb: 1', '2:1: a tab is used as indentation; indent with spaces'],
    [
      'a:\n  b: 1\n c: 2',
      '3:1: the indentation does not fit what stands above; start the keys and items of one level at the same column',
    ],
    [
      'a: Offers: a tour',
      '1:4: a second key stands on one line; put text that has a colon in it in quotes, or give each key its line',
    ],
    ['a: @x', '1:4: plain text cannot start with this character; put the text in quotes'],
    ['a: "x', '1:6: text in quotes is not closed; close the quote'],
    [
      'a: [1, 2',
      '1:9: a list or mapping in brackets is not closed, or its lines stand too far left; close it, and indent its lines more than its key',
    ],
    [
      'a: "\\d"',
      '1:5: text in double quotes has an escape that YAML does not know; write the backslash twice, or put the text in single quotes',
    ],
    [
      'a: 1\nb',
      '2:1: this is not YAML: Implicit map keys need to be followed by map values; mend the YAML here',
    ],
  ])('%j', (text, problem) => {
    expect(problems(text)).toEqual([`f.yml:${problem}`]);
  });
});

test('all that is wrong is told at once, in the order of the file', () => {
  expect(problems('a: .nan\nb: 1\nb: 2\n<<: 1\n')).toEqual([
    'f.yml:1:4: `.nan` is no finite number; write a finite one',
    'f.yml:3:1: the key `b` stands here twice, first on line 2; keep one of them',
    'f.yml:4:1: merge keys are not allowed; write the keys out',
  ]);
});

test('what YAML refuses and what the schema refuses are told together, and each once', () => {
  const schema = z.strictObject({ a: z.string(), b: z.number() });
  const { problems: found, value } = readYaml(
    'f.yml',
    'a: 1\nb: .inf\na: x\n__proto__: 1\n',
    schema,
  );
  expect(told(found)).toEqual([
    'f.yml:2:4: `.inf` is no finite number; write a finite one',
    'f.yml:3:1: the key `a` stands here twice, first on line 1; keep one of them',
    'f.yml:4:1: the key `__proto__` is not allowed; choose another name',
  ]);
  expect(value).toBeUndefined();
});

test('YAML 1.2 is read: yes and on are text, and core tags are known', () => {
  const { value } = readYaml('f.yml', '---\na: yes\non: !!str 12\n# end\n', anything);
  expect(value).toEqual({ a: 'yes', on: '12' });
});

test('nothing of a file reaches the prototypes', () => {
  readYaml('f.yml', '__proto__: { polluted: 1 }\na: { __proto__: { polluted: 1 } }', anything);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('a file that would take long is refused before it does', () => {
  const alias = Array.from({ length: 8 }, (_, i) => {
    const name = 'bcdefghi'[i];
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[i]}`).join(',')}]\n`;
  });
  test.each([
    [
      'aliases that multiply',
      `a: &a [${'lol,'.repeat(8)}lol]\n${alias.join('')}`,
      'aliases are not allowed',
    ],
    ['brackets in brackets', '['.repeat(100_000), 'it is nested more than 32 levels deep'],
    ['items in items', '- '.repeat(100_000), 'it is nested more than 32 levels deep'],
    [
      'mappings in mappings',
      Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
      'it is nested more than 32 levels deep',
    ],
    ['many values', '- 1\n'.repeat(100_001), 'the file has more than 100 000 values'],
    [
      'many keys',
      Array.from({ length: 60_000 }, (_, i) => `k${i}:\n`).join(''),
      'the file has more than 100 000 values',
    ],
    ['many signs', '\n'.repeat(600_000), 'the file has more than 100 000 values'],
    ['many equal keys', 'a: 1\n'.repeat(40_000), 'the key `a` stands here twice'],
    ['many unclosed quotes', '"\n'.repeat(20_000), 'f.yml:'],
  ])(
    '%s',
    (_, text, what) => {
      expect(problems(text).join('\n')).toContain(what);
    },
    10_000,
  );

  test('32 levels and 90 000 values are not refused', () => {
    const deep = readYaml('f.yml', `a: ${'['.repeat(31)}${']'.repeat(31)}`, anything);
    const long = readYaml('f.yml', `a:\n${'- 1\n'.repeat(90_000)}`, anything);
    expect([...deep.problems, ...long.problems]).toEqual([]);
  });

  test('of very many problems the first 200 are told, and how many more there are', () => {
    const found = problems(Array.from({ length: 300 }, (_, i) => `k${i}: .nan\n`).join(''));
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toBe(
      'f.yml:200:7: and 100 more problems in this file; mend those above first',
    );
  });
});
