import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import type { TraceMessage } from '../../src/domain/trace.ts';
import { readCases } from '../../src/definitions/cases.ts';
import { caseInput, inputKey } from '../../src/look/case-input.ts';
import { folderFiles } from '../../src/look/folder.ts';
import { makeCases } from '../../src/look/make-cases.ts';
import { linesOf, repository, textOf } from './desk.ts';
import { jsonl, trace } from './traces.ts';

const system = { role: 'system', content: 'S' };
const user = (content: unknown): TraceMessage => ({ role: 'user', content });
const assistant = (content: string): TraceMessage => ({ role: 'assistant', content });
const call = { role: 'assistant', tool_calls: [{ id: 'c', name: 'f' }] };
const result = { role: 'tool', tool_call_id: 'c', content: '1' };

describe('the input of a case', () => {
  test.each<[string, TraceMessage[], unknown]>([
    ['one turn', [system, user('Q'), assistant('A')], 'Q'],
    ['one turn with tools', [user('Q'), call, result, assistant('A')], 'Q'],
    ['parts of text', [user([{ type: 'text', text: 'Q' }]), assistant('A')], 'Q'],
    [
      'several turns: what came before the last answer, without the prompt of the target',
      [system, user('Q'), call, result, assistant('A'), user('R'), call, result, assistant('B')],
      { messages: [user('Q'), call, result, assistant('A'), user('R')] },
    ],
    [
      'a greeting first',
      [assistant('Hi'), user('Q'), assistant('A')],
      { messages: [assistant('Hi'), user('Q')] },
    ],
    [
      'more than text',
      [user([{ type: 'image_url' }]), assistant('A')],
      { messages: [user([{ type: 'image_url' }])] },
    ],
    ['nobody asked', [assistant('A'), assistant('B')], { messages: [assistant('A')] }],
  ])('%s', (_, messages, expected) => {
    expect(caseInput({ messages })).toEqual(expected);
  });

  test.each([
    [[{ message: 'a' }, { message: 'b' }], 'message'],
    [[{ message: 'a' }, { question: 'b' }], undefined],
    [['a'], undefined],
    [[{ message: 'a', user: 'b' }], undefined],
    [[{ messages: [] }], undefined],
    [[], undefined],
  ])('the key of %j is %s', (inputs, key) => {
    expect(inputKey(inputs)).toBe(key);
  });
});

const make = (root: string, ids: string[], cases = ['evals/cases/leasing.jsonl']) =>
  makeCases(
    root,
    { name: 'leasing', target: { cases }, folder: 'evals/' },
    'slot',
    ids.map((id) => trace(id)),
  );

describe('the file of new cases', () => {
  test.each([
    [['evals/cases/*.jsonl'], 'evals/cases/leasing.jsonl'],
    [['evals/cases/*.jsonl', 'data/my.jsonl'], 'data/my.jsonl'],
    [['data/cases/*.jsonl'], 'data/cases/leasing.jsonl'],
  ])('for the globs %j it is %s', async (cases, file) => {
    const root = repository();
    expect(await make(root, ['a'], cases)).toEqual({ file, cases: ['t-a'] });
    expect(linesOf(root, file)).toHaveLength(1);
  });

  test.each([[['data/cases/a-*.jsonl']], [['../cases.jsonl']], [['/tmp/cases.jsonl']]])(
    'for the globs %j there is none',
    async (cases) => {
      await expect(make(repository(), ['a'], cases)).rejects.toThrow(/no file|not written/);
    },
  );
});

test('ids are valid, unique to the eye, and the cases are read as any other', async () => {
  const root = repository({
    'evals/cases/leasing.jsonl': jsonl({ id: 'T-A', input: 'x' }).trimEnd(),
  });
  const { cases } = await make(root, ['a', 'b', '../c\n', 'x'.repeat(200), 'b']);
  expect(cases).toEqual([
    expect.stringMatching(/^t-[0-9a-f]{12}$/),
    't-b',
    expect.stringMatching(/^t-[0-9a-f]{12}$/),
    expect.stringMatching(/^t-[0-9a-f]{12}$/),
  ]);
  const globs = ['evals/cases/*.jsonl'];
  const read: Case[] = [];
  for await (const one of readCases(folderFiles(root, globs), { cases: globs })) read.push(one);
  expect(read.map(({ trace: from }) => from)).toEqual([
    undefined,
    'a',
    'b',
    '../c\n',
    'x'.repeat(200),
  ]);
  expect(textOf(root, 'evals/cases/leasing.jsonl').startsWith('{"id":"T-A","input":"x"}\n')).toBe(
    true,
  );
});
