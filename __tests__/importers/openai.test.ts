import { expect, test } from 'vitest';
import { readRecords } from './fixtures.ts';

const exchange = (response: object, request: object = {}) => {
  const asked = { messages: [{ role: 'user', content: 'q' }], ...request };
  const { traces, losses } = readRecords({ id: 'a', request: asked, response });
  return { trace: traces[0], told: losses.map(({ what }) => what) };
};

const choice = (content: string) => ({ message: { role: 'assistant', content } });

test('of several choices the first is taken, which is told', () => {
  const { trace, told } = exchange({ choices: [choice('one'), choice('two')] });
  expect(trace?.output).toBe('one');
  expect(told).toEqual(['of 2 answers to one question the first is taken']);
});

test.each([['Sell flats.'], [[{ type: 'text', text: 'Sell flats.' }]]])(
  'the system of a request to Anthropic is a message: %j',
  (system) => {
    const response = { type: 'message', role: 'assistant', content: 'ok', stop_reason: 'end_turn' };
    const { trace } = exchange(response, { system });
    expect(trace?.messages[0]).toEqual({ role: 'system', content: 'Sell flats.' });
    expect(trace?.finish_reason).toBe('end_turn');
  },
);

test('an incomplete response is told, and the one before it is kept', () => {
  const { trace, told } = exchange({
    object: 'response',
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    previous_response_id: 'resp_a',
    output: [{ type: 'message', role: 'assistant', content: 'Half an' }],
  });
  expect(trace).toMatchObject({
    output: 'Half an',
    finish_reason: 'max_output_tokens',
    metadata: { previous_response_id: 'resp_a' },
  });
  expect(told).toEqual(['the answer is incomplete: max_output_tokens']);
});

test.each([
  [{ id: 'chatcmpl-1-0', role: 'user', content: 'q' }],
  [{ id: 'msg_1', type: 'message', role: 'user', content: [{ type: 'input_text', text: 'q' }] }],
])('a list of messages alone is a trace: %j', (message) => {
  const { traces } = readRecords({ object: 'list', data: [message], has_more: false });
  expect(traces).toMatchObject([{ messages: [{ role: 'user', content: 'q' }] }]);
});

const chunk = (delta: object, over: object = {}) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, ...over }],
});
const piece = (fields: object, id?: string) => ({
  tool_calls: [{ index: 0, id, function: fields }],
});

test('the chunks of a stream are one answer', () => {
  const { trace, told } = exchange([
    chunk({ role: 'assistant', content: 'Hel' }),
    chunk({ content: 'lo' }),
    chunk(piece({ name: 'find', arguments: '{"day"' }, 'c')),
    chunk(piece({ arguments: ':1}' }), { finish_reason: 'tool_calls' }),
    { object: 'chat.completion.chunk', choices: [], usage: { prompt_tokens: 3 } },
  ]);
  expect(trace).toMatchObject({
    output: 'Hello',
    tool_calls: [{ id: 'c', name: 'find', arguments: { day: 1 } }],
    finish_reason: 'tool_calls',
    usage: { input_tokens: 3 },
  });
  expect(told).toEqual([]);
});
