import { expect, test } from 'vitest';
import { read, readRecords } from './fixtures.ts';

const contents = (text: string) =>
  read('t', text).flatMap(({ traces }) =>
    traces.map(({ id, messages }) => [id, ...messages.map(({ content }) => content)]),
  );

const row = (conversation: string, second: number, role: string, content: string) => ({
  conversation_id: conversation,
  role,
  content,
  created_at: `2026-03-02T09:00:0${second}Z`,
});
const rows = [
  row('a', 0, 'user', 'A asks'),
  row('b', 1, 'user', 'B asks'),
  row('a', 3, 'assistant', 'A is told'),
  row('b', 2, 'assistant', 'B is told'),
];
const two = [
  ['a', 'A asks', 'A is told'],
  ['b', 'B asks', 'B is told'],
];
const lines = rows.map((one) => JSON.stringify(one));
const cells = rows.map((one) => Object.values(one).join(','));

test.each([
  ['an array', JSON.stringify(rows)],
  ['lines', lines.join('\n')],
  ['lines in no order', lines.toReversed().join('\n')],
  ['a table', ['conversation_id,role,content,created_at', ...cells].join('\n')],
])('rows that are each a message are a trace a conversation: %s', (_name, text) => {
  expect(contents(text)).toEqual(expect.arrayContaining(two));
  expect(contents(text)).toHaveLength(2);
});

test('the time of a conversation is that of its first message', () => {
  expect(read('t', lines.join('\n'))[0]?.traces[1]?.at).toBe('2026-03-02T09:00:01.000Z');
});

test('a list of lists of messages is a trace each', () => {
  const said = (content: string) => [{ role: 'user', content }];
  expect(contents(JSON.stringify([said('x'), said('y')])).map(([, content]) => content)).toEqual([
    'x',
    'y',
  ]);
});

const turn = (id: string, over: object) => ({ [id]: 'c', query: 'q', response: 'r', ...over });

test.each(['conversation_id', 'session_id', 'thread_id'])(
  'questions and answers of one %s are one trace, in order of time',
  (id) => {
    const { traces, losses, merged } = readRecords(
      turn(id, { query: 'q2', at: '2026-03-02T09:02:00Z', score: 2 }),
      turn(id, { query: 'q1', at: '2026-03-02T09:01:00Z', score: 1, channel: 'sms' }),
      turn(id, { query: 'q1', at: '2026-03-02T09:01:00Z', score: 1, channel: 'sms' }),
    );
    expect(traces).toMatchObject([
      { id: 'c', at: '2026-03-02T09:01:00.000Z', metadata: { score: [1, 2], channel: 'sms' } },
    ]);
    expect(traces[0]?.messages.map(({ content }) => content)).toEqual(['q1', 'r', 'q2', 'r']);
    expect([merged, losses]).toEqual([2, []]);
  },
);

test('without times turns are in the order of the file; an id of its own makes a row a trace', () => {
  const { traces } = readRecords(
    turn('conversation_id', { query: 'q1' }),
    turn('conversation_id', { query: 'q2' }),
    turn('conversation_id', { id: 'own' }),
  );
  expect(traces.map(({ id, messages }) => [id, messages.length])).toEqual([
    ['c', 4],
    ['own', 2],
  ]);
  expect(traces[1]?.metadata).toEqual({ conversation_id: 'c' });
});
