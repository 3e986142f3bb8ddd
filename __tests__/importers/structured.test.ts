import { expect, test } from 'vitest';
import { readRecords } from './fixtures.ts';

const answers: [name: string, answer: unknown][] = [
  ['a mail', { from: 'noreply@x.com', to: 'a@x.com', body: 'HELLO BODY' }],
  ['a mail with content', { from: 'noreply@x.com', subject: 's', content: 'HELLO' }],
  ['data', { data: { slots: [1, 2] } }],
  ['a message and data', { message: 'ok', data: { slots: [1] } }],
  ['an answer with citations', { answer: 'x', citations: ['d1'], slots: [1] }],
  ['content with citations', { content: 'hi', citations: ['d1'] }],
  ['a role that is a field', { name: 'Zoe', role: 'agent', permissions: ['x'] }],
  ['a type that is a field', { type: 'summary', content: 'x' }],
];

const shapes: [format: string, row: (answer: unknown) => unknown][] = [
  ['query-response', (response) => ({ id: 'a', query: 'q', response })],
  ['openai', (response) => ({ id: 'a', request: { messages: 'q' }, response })],
];

test.each(
  shapes.flatMap(([format, row]) =>
    answers.map(([name, answer]) => ({ format, name, row, answer })),
  ),
)('as $format, an answer that is $name is kept whole', ({ row, answer }) => {
  const { traces, losses } = readRecords(row(answer));
  expect(JSON.parse(traces[0]?.output as string)).toEqual(answer);
  expect(losses).toEqual([]);
});

test.each([
  [{ answer: 'x' }],
  [{ output: 'x', usage: { input_tokens: 1 }, model: 'm' }],
  [{ message: { role: 'assistant', content: 'x' } }],
  [{ message: { content: 'x' } }],
  [{ role: 'assistant', content: 'x' }],
  [{ content: 'x', tool_calls: [] }],
  [
    {
      choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
    },
  ],
  [{ lc: 1, type: 'constructor', id: ['AIMessage'], kwargs: { content: 'x', type: 'ai' } }],
  [{ type: 'ai', data: { content: 'x' } }],
  [[{ type: 'text', text: 'x' }]],
])('%j says x', (response) => {
  const { traces, losses } = readRecords({ id: 'a', request: { messages: 'q' }, response });
  expect(traces[0]?.output).toBe('x');
  expect(losses.filter(({ what }) => !what.includes('without a role'))).toEqual([]);
});

test.each([
  [{ message: { role: 'assistant', content: 'x' }, sources: ['d'] }, 'sources'],
  [{ messages: [{ role: 'assistant', content: 'x' }], slots: ['d'] }, 'slots'],
  [{ role: 'assistant', content: 'x', citations: ['d'] }, 'citations'],
])('what stands beside a message is told: %j', (response, key) => {
  const { traces, losses } = readRecords({ id: 'a', request: { messages: 'q' }, response });
  expect(traces[0]?.output).toBe('x');
  expect(losses.map(({ what }) => what)).toEqual([
    `what stands beside a message is left out: "${key}"`,
  ]);
});

test('the functions of old, which have no ids, get their results by name and order', () => {
  const ask = (x: number) => ({
    role: 'assistant',
    content: null,
    function_call: { name: 'f', arguments: `{"x":${x}}` },
  });
  const result = (content: string) => ({ role: 'function', name: 'f', content });
  const messages = [{ role: 'user', content: 'q' }, ask(1), result('one'), ask(2), result('two')];
  const { traces, losses } = readRecords({
    request: { messages },
    response: { choices: [{ message: { role: 'assistant', content: 'done' } }] },
  });
  const [trace] = traces;
  expect(trace?.tool_calls?.map((call) => call.result)).toEqual(['one', 'two']);
  expect(trace?.messages[1]?.tool_calls?.[0]).toMatchObject({ arguments: { x: 1 }, result: 'one' });
  expect(trace?.messages[2]).toEqual({ role: 'tool', content: 'one', name: 'f' });
  expect(losses).toEqual([]);
});

test('a function call and its observation, as LLaMA-Factory has them, are a call and its result', () => {
  const { traces, losses } = readRecords({
    id: 'a',
    conversations: [
      { from: 'human', value: 'q' },
      { from: 'function_call', value: '{"name":"find","arguments":{"day":1}}' },
      { from: 'observation', value: '{"slots":[10]}' },
      { from: 'gpt', value: 'At ten.' },
    ],
  });
  expect(traces[0]?.messages.map(({ role }) => role)).toEqual([
    'user',
    'assistant',
    'tool',
    'assistant',
  ]);
  expect(traces[0]?.tool_calls).toEqual([
    { name: 'find', arguments: { day: 1 }, result: { slots: [10] } },
  ]);
  expect(losses).toEqual([]);
});
