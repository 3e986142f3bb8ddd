import { expect, test } from 'vitest';
import { readRecords } from './fixtures.ts';

const chat = (system: string) => [
  { role: 'system', content: system },
  { role: 'user', content: 'A tour on Friday?' },
];

const generation = (name: string, second: number, input: unknown, output: string) => ({
  id: name,
  type: 'GENERATION',
  name,
  startTime: `2026-03-02T09:00:0${second}Z`,
  parentObservationId: null,
  input,
  output: { role: 'assistant', content: output },
});

const traced = (output: unknown, ...observations: unknown[]) => {
  const { traces, losses } = readRecords({
    id: 't',
    timestamp: '2026-03-02T09:00:00Z',
    input: 'A tour on Friday?',
    output,
    observations,
    scores: [],
  });
  return { said: traces[0]?.messages[0]?.content, output: traces[0]?.output, losses };
};

const answer = generation('answer', 1, chat('You rent flats.'), 'At ten.');
const title = generation('title', 2, chat('Name the chat.'), 'Tour question');

test.each([
  ['as text', 'At ten.'],
  ['as an object', { answer: 'At ten.', sources: [] }],
  ['in no output', null],
])('a side call after the answer, told by the root %s, does not replace it', (_name, root) => {
  expect(traced(root, answer, title)).toMatchObject({ said: 'You rent flats.', output: 'At ten.' });
  expect(traced(root, answer, title).losses.map(({ what }) => what)).toContain(
    'what 1 other model calls answered is not in the longest history',
  );
});

test('a side call before the answer, and a longer one after it, do not replace it either', () => {
  const early = generation('title', 0, chat('Name the chat.'), 'Tour question');
  expect(traced('At ten.', early, answer).output).toBe('At ten.');
  const judge = generation('judge', 3, [...chat('Judge.'), ...chat('Again.')], 'good');
  expect(traced('At ten.', answer, judge).output).toBe('At ten.');
});

test('without a word of the root, a call that carries an earlier one on is the conversation', () => {
  const next = [
    ...chat('You rent flats.'),
    { role: 'assistant', content: 'At ten.' },
    { role: 'user', content: 'Book it.' },
  ];
  const booked = generation('booked', 2, next, 'Booked.');
  const judge = generation('judge', 3, [...chat('a'), ...chat('b'), ...chat('c')], 'good');
  expect(traced(null, answer, booked, judge).output).toBe('Booked.');
});

test('of two calls that were asked the same the later one stands', () => {
  const again = generation('again', 2, chat('You rent flats.'), 'At eleven.');
  expect(traced(null, answer, again).output).toBe('At eleven.');
});
