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

const root = (over: object) => ({
  id: 'root',
  type: 'SPAN',
  name: 'turn',
  startTime: '2026-03-02T09:00:00Z',
  ...over,
});

test('the record of a trace speaks for it, though its observation starts at the same instant', () => {
  const { traces } = readRecords({
    id: 't',
    name: 'chat',
    timestamp: '2026-03-02T09:00:00Z',
    version: 'of the whole',
    observations: [{ ...root({ output: 'x' }), version: 'of a step' }],
  });
  expect(traces[0]?.metadata).toEqual({ name: 'chat', version: 'of the whole' });
});

const weather = (id: string, city: string) => ({
  id,
  function: { name: 'weather', arguments: JSON.stringify({ city }) },
});
const ran = (id: string, at: string, city: string, found: unknown, over: object = {}) => ({
  id,
  type: 'TOOL',
  name: 'weather',
  startTime: `2026-03-02T09:00:${at}Z`,
  input: { city },
  output: found,
  ...over,
});
const parallel = {
  ...generation('asks', 1, chat('Weather?'), ''),
  output: { role: 'assistant', tool_calls: [weather('c1', 'Paris'), weather('c2', 'Rome')] },
};
const callsOf = (...observations: unknown[]) =>
  readRecords({ id: 't', observations: [parallel, ...observations] }).traces[0]?.tool_calls;

test('parallel calls of one tool get the results of their own arguments, in whatever order', () => {
  const calls = callsOf(ran('r', '02', 'Rome', '20°'), ran('p', '03', 'Paris', '10°'));
  expect(calls?.map(({ result }) => result)).toEqual(['10°', '20°']);
});

test('runs that have ids get to calls that have none by their arguments', () => {
  const bare = ['Paris', 'Rome'].map((city) => ({ name: 'weather', arguments: { city } }));
  const asks = { ...parallel, output: { role: 'assistant', tool_calls: bare } };
  const runs = ['Rome', 'Paris'].map((city) =>
    ran(city, '02', city, `in ${city}`, { metadata: { tool_call_id: city } }),
  );
  const { traces } = readRecords({ id: 't', observations: [asks, ...runs] });
  expect(traces[0]?.tool_calls?.map(({ result }) => result)).toEqual(['in Paris', 'in Rome']);
});

test.each([null, { day: 1 }])('the runs of two tools belong to their calls: %j', (input) => {
  const asks = {
    ...parallel,
    output: { role: 'assistant', tool_calls: [{ name: 'weather' }, { name: 'news' }] },
  };
  const runs = ['news', 'weather'].map((name) =>
    ran(name, '02', '', `the ${name}`, { name, input }),
  );
  const { traces } = readRecords({ id: 't', observations: [asks, ...runs] });
  expect(traces[0]?.tool_calls).toMatchObject([
    { name: 'weather', result: 'the weather' },
    { name: 'news', result: 'the news' },
  ]);
});

test('runs that tell no arguments are in order of time, to the microsecond', () => {
  const bare = { input: null };
  const calls = callsOf(
    ran('a', '02.000900', '', 'second', bare),
    ran('b', '02.000100', '', 'first', bare),
  );
  expect(calls?.map(({ result }) => result)).toEqual(['first', 'second']);
});

const stringValue = (text: string) => ({ stringValue: text });
const logged = (spanId: string, nano: string, eventName: string, fields: object) => ({
  traceId: 'ab',
  spanId,
  timeUnixNano: `17724420${nano}`,
  eventName,
  body: stringValue(JSON.stringify(fields)),
});
const turn = (spanId: string, second: string, ...contents: string[]) => [
  ...contents.map((content, at) =>
    logged(spanId, `${second}00000000${at}`, `gen_ai.${at % 2 ? 'assistant' : 'user'}.message`, {
      content,
    }),
  ),
  logged(spanId, `${second}000000009`, 'gen_ai.choice', { message: { content: `to ${second}` } }),
];

test('the log of several calls is the longest of them, in order of time, not of the file', () => {
  const records = [...turn('1', '01', 'q'), ...turn('2', '02', 'q', 'to 01', 'r')];
  const log = { resourceLogs: [{ scopeLogs: [{ logRecords: records.toReversed() }] }] };
  const { traces, losses } = readRecords(log);
  expect(traces[0]?.messages.map(({ content }) => content)).toEqual(['q', 'to 01', 'r', 'to 02']);
  expect(losses).toEqual([]);
});

const toldBy = (...observations: unknown[]) => {
  const { traces, losses } = readRecords({ id: 't', observations });
  return { trace: traces[0], told: losses.map(({ what }) => what) };
};
const under = (observation: object) => ({ ...observation, parentObservationId: 'root' });

test.each([
  ['a text', 'At ten, see our terms.', 'At ten, see our terms.'],
  ['a structure', { reply: 'Ten.', sources: ['d'] }, { reply: 'Ten.', sources: ['d'] }],
  ['a message', { role: 'assistant', content: 'Ten.', name: 'bot' }, 'Ten.'],
])('what the application made of the answer of its model is the output: %s', (_name, own, said) => {
  const { trace, told } = toldBy(root({ output: own }), under(answer));
  expect(trace?.output).toEqual(said);
  expect(trace?.messages.at(-1)?.content).toBe('At ten.');
  expect(told).toEqual(['the application answered otherwise than its model: that counts']);
});

test('a root that frames nothing answers for nobody', () => {
  expect(toldBy(root({ input: 'q', output: 'fine' }), answer).trace?.output).toBe('At ten.');
});

test('where no model says a word, what the application answered is the output', () => {
  const output = { reply: 'It rains.' };
  expect(toldBy(root({ output }), under(parallel)).trace?.output).toEqual(output);
});

test('calls of a model are no answer of the application', () => {
  const record = { id: 't', name: 'chat', output: null, observations: [parallel] };
  expect(readRecords(record).traces[0]?.output).toBe('');
});

const failed = { level: 'ERROR', statusMessage: 'timeout' };

test('the error of a tool is with its call, and its result where it has none', () => {
  const calls = callsOf(
    ran('p', '02', 'Paris', null, failed),
    ran('r', '03', 'Rome', { partly: 1 }, failed),
  );
  expect(calls).toMatchObject([
    { id: 'c1', result: 'timeout', error: 'timeout' },
    { id: 'c2', result: { partly: 1 }, error: 'timeout' },
  ]);
});

test('the error of a tool that is all there is of a trace is that of the trace', () => {
  const own = { ...failed, traceId: 't', parentObservationId: null };
  const { traces } = readRecords(ran('p', '02', 'Paris', null, own));
  expect(traces[0]).toMatchObject({ error: 'timeout', tool_calls: [{ error: 'timeout' }] });
});

test('an error inside the trace is metadata, and told; that of its root is its own', () => {
  const inside = toldBy(root({ output: 'At ten.' }), under({ ...answer, ...failed }));
  expect(inside.trace).toMatchObject({ metadata: { errors: ['timeout'] } });
  expect(inside.trace?.error).toBeUndefined();
  expect(inside.told).toEqual([
    'what went wrong inside the trace is in its metadata, under errors',
  ]);
  const whole = toldBy(root({ output: 'At ten.', ...failed }), under({ ...answer, ...failed }));
  expect(whole.trace?.error).toBe('timeout');
  expect(whole.told).toEqual([]);
});

test('a step that is neither a model nor a tool is told, unless it says what is said anyway', () => {
  const step = { type: 'SPAN', startTime: '2026-03-02T09:00:03Z', input: { q: 'tour' } };
  const search = { ...step, id: 's', name: 'search_kb', output: { hits: ['Tours on Tuesday'] } };
  const parser = { ...step, id: 'p', name: 'parser', output: 'At ten.' };
  const { told } = toldBy(root({ output: 'At ten.' }), ...[answer, search, parser].map(under));
  expect(told).toEqual(['a step that is no call of a tool is left out: "search_kb"']);
});
