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
