import { expect, test } from 'vitest';
import { readRecords } from './fixtures.ts';

const asked = { role: 'user', content: 'When is the tour?' };
const answered = { role: 'assistant', content: 'On Tuesday.' };

test.each([
  ['beside the question', { response: 'On Tuesday.' }],
  ['as a message', { response: answered }],
  ['as an output', { output: 'On Tuesday.' }],
  ['as the last message too', { messages: [asked, answered], response: 'On Tuesday.' }],
  ['with all that was asked', { response: { messages: [asked, answered] } }],
])('an answer %s is said once', (_name, over) => {
  const { traces } = readRecords({ id: 'a', messages: [asked], ...over });
  expect(traces[0]?.messages).toEqual([asked, answered]);
  expect(traces[0]?.metadata).toBeUndefined();
});

test('an answer that differs from the last message is the output', () => {
  const { traces } = readRecords({ id: 'a', messages: [asked, answered], response: 'On Friday.' });
  expect(traces[0]).toMatchObject({ messages: { length: 3 }, output: 'On Friday.' });
});

test('what is taken for nothing else is metadata: second ids, times, answers and documents', () => {
  const others = {
    conversation_id: 'c-7',
    trace_id: 't-8',
    created_at: '2026-03-01T00:00:00Z',
    query: 'tour',
    output: 'Tue',
    context: { page: 'tours' },
    latency_ms: 'slow',
  };
  const row = { id: 'a', at: '2026-03-02T00:00:00Z', messages: [asked], response: 'On Tuesday.' };
  expect(readRecords({ ...row, ...others }).traces[0]?.metadata).toEqual(others);
});
