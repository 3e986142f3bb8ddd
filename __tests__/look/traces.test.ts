import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../src/domain/problem.ts';
import { openTraces } from '../../src/look/traces.ts';
import { repository } from './desk.ts';
import { jsonl, trace } from './traces.ts';

const openAll = (files: Record<string, string>) =>
  openTraces(repository({ 'traces/a.jsonl': undefined, ...files }), ['traces/**/*.jsonl']);

const told = async (text: string) =>
  (await openAll({ 'traces/b.jsonl': text })).problems.map(describeProblem);

describe('what is wrong with a file of traces', () => {
  test.each<[string, unknown[], string]>([
    ['no JSON', [trace('a'), '{"id": "b", }'], 'traces/b.jsonl:2:13: this is not JSON'],
    ['a wrong field', [trace('a'), { ...trace('b'), at: 7 }], '`at` is 7'],
    ['a misspelt key', [{ ...trace('a'), outputs: 1 }], 'outputs'],
    ['an id twice', [trace('a'), trace('a')], 'traces/b.jsonl:1 has it'],
    [
      'a chat that is not imported',
      [trace('a'), { messages: [{ role: 'user', content: 'Hi' }] }],
      'traces/b.jsonl:2:1: this is no Failmode trace; run `failmode import traces traces/b.jsonl`',
    ],
    [
      'only such chats',
      [{ messages: [] }, { messages: [] }],
      'traces/b.jsonl:1:1: none of its 2 lines is a Failmode trace; run `failmode import',
    ],
  ])('%s is told with its place', async (_, lines, expected) => {
    const problems = await told(jsonl(...lines));
    expect(problems).toEqual([expect.stringContaining(expected)]);
  });

  test('the others are read', async () => {
    const { all } = await openAll({ 'traces/b.jsonl': jsonl('{', trace('a'), 'x', trace('b')) });
    expect(all().map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

test('each trace is found again where it lies: after other scripts, CRLF, no last line end', async () => {
  const traces = ['a', 'b', 'c', 'd'].map((id) => trace(id, { output: `ü 予約 \u2028 ${id}` }));
  const lines = traces.map((one) => JSON.stringify(one));
  const text = `\uFEFF${lines[0]}\r\n\r\n${lines[1]}\n${lines[2]}\n${lines[3]}`;
  const { read, problems } = await openAll({ 'traces/sub/b.jsonl': text });
  expect(problems).toEqual([]);
  for (const one of traces) expect(await read(one.id)).toEqual(one);
});

test('what is known of a trace is taken from it', async () => {
  const call = { name: 'f', arguments: {} };
  const { facts } = await openAll({
    'traces/b.jsonl': jsonl(
      trace('a', { output: { text: 'x' }, tool_calls: [call, call], latency_ms: 1200 }),
      trace('b', { messages: [{ role: 'assistant', tool_calls: [call] }], tool_calls: [] }),
    ),
  });
  expect(facts('a')).toMatchObject({ characters: 12, toolCalls: 2, latencyMs: 1200 });
  expect(facts('b')).toMatchObject({ toolCalls: 1 });
});

test('files outside of the folder are not read', async () => {
  const root = repository();
  expect((await openTraces(root, ['../**/*.jsonl', '/etc/*'])).files).toEqual([]);
});
