import { describe, expect, test } from 'vitest';
import { lintCases, readCases } from '../../src/definitions/cases.ts';
import { configSchema } from '../../src/domain/config.ts';
import { describeFailure, Failure } from '../../src/domain/failure.ts';
import { filesOf } from './files.ts';
import { told, type Texts } from './project.ts';

const one = (id: string, more = ''): string => `{"id":"${id}","input":"x"${more}}\n`;

const ids = async (texts: Texts, ...cases: string[]): Promise<string[]> => {
  const read: string[] = [];
  for await (const { id } of readCases(filesOf(texts), { cases })) read.push(id);
  return read;
};

/** What is wrong with the cases of targets, each given by its globs. */
const lint = async (texts: Texts, ...targets: string[][]): Promise<string[]> => {
  const config = configSchema.parse({
    version: 1,
    targets: Object.fromEntries(targets.map((cases, i) => [`t${i}`, { run: {}, cases }])),
  });
  return told(await lintCases(filesOf(texts), { config }));
};

test('cases are read in the order of their files, hidden ones too, each file once', async () => {
  const texts = {
    'c/b.jsonl': one('b'),
    'c/.a/x.jsonl': one('a1') + one('a2'),
    'd.jsonl': one('d'),
  };
  expect(await ids(texts, 'c/**/*.jsonl', 'c/b.*')).toEqual(['a1', 'a2', 'b']);
});

test('a case is what its line says, and nothing more', async () => {
  const line =
    '{"id":"a","input":{"q":1},"reference":null,"tags":["x"],"trace":"t","metadata":{"k":[1]}}';
  for await (const read of readCases(filesOf({ 'c.jsonl': line }), { cases: ['*.jsonl'] })) {
    expect(read).toEqual(JSON.parse(line));
  }
});

test('with nobody to tell, the first problem ends the reading: no case is left out in silence', async () => {
  const reading = ids({ 'c.jsonl': `${one('a')}{"id":"b"}\n${one('c')}` }, '*.jsonl');
  const failure = await reading.catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(describeFailure(failure as Failure)).toBe(
    'c.jsonl:2:1: `input` is missing; add it: text or a mapping',
  );
});

describe('an id is unique in its target', () => {
  test.each([
    [
      'in a file',
      { 'c.jsonl': one('a') + one('a') },
      'c.jsonl:2:7: the id `a` is taken: c.jsonl:1 has it',
    ],
    [
      'in another case',
      { 'c.jsonl': one('Case-A') + one('case-a') },
      'c.jsonl:2:7: the id `case-a` is taken: c.jsonl:1 has it',
    ],
    [
      'over files',
      { 'a.jsonl': one('x'), 'b.jsonl': `\n${one('x')}` },
      'b.jsonl:2:7: the id `x` is taken: a.jsonl:1 has it',
    ],
  ])('%s', async (_, texts, problem) => {
    expect(await lint(texts, ['*.jsonl'])).toEqual([
      `${problem}, or one that reads like it; give the case an id of its own`,
    ]);
  });

  test('two targets may use one id, and one file', async () => {
    const texts = { 'a.jsonl': one('x'), 'b.jsonl': one('x') };
    expect(await lint(texts, ['a.jsonl'], ['b.jsonl'], ['b.*'])).toEqual([]);
  });
});

describe('an id that may lead somewhere else is refused', () => {
  test.each([
    '../../.github/workflows/pwn',
    '..\\\\..\\\\x',
    '/etc/passwd',
    'a\\u0000b',
    'a\\nb',
    'a|b`c',
    ' lead',
    'trail ',
    '.',
    '..',
    '-rf',
    '',
    'a'.repeat(129),
    'caf\u00e9',
    '\u0430dmin',
    '\u202egpj.exe',
    '%2e%2e%2f',
  ])('%j', async (id) => {
    const [problem, ...others] = await lint({ 'c.jsonl': one(id) }, ['*.jsonl']);
    expect(others).toEqual([]);
    expect(problem).toMatch(
      /^c\.jsonl:1:7: `id` is .*; write letters, digits, `\.`, `_` and `-`, at most 128, a letter or digit first$/,
    );
  });
});

test('all that is wrong with all files is told, once where targets share a file', async () => {
  const texts = {
    'a.jsonl': `${one('x', ',"tag":1')}{"id":\n`,
    'b.jsonl': '{"id":"y","input":5,"tags":"z"}\n',
  };
  expect(await lint(texts, ['*.jsonl'], ['a.jsonl'])).toEqual([
    'a.jsonl:1:23: unknown key `tag`; did you mean `tags`?',
    'a.jsonl:2:7: this is not JSON: unexpected end of JSON input; mend the JSON here',
    'b.jsonl:1:19: `input` is 5; write text or a mapping',
    'b.jsonl:1:28: `tags` is "z", not a list; put it in brackets',
  ]);
});

test('of very many problems of a file 200 are told, and how many more there are', async () => {
  const problems = await lint({ 'a.jsonl': '{"id":"x"}\n'.repeat(20_000), 'b.jsonl': '{' }, ['*']);
  expect(problems).toHaveLength(202);
  expect(problems.at(-2)).toBe(
    'a.jsonl:200:1: and 19800 more problems in this file; mend those above first',
  );
});
