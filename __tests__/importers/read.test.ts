import { expect, test } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { readTraces } from '../../src/importers/read.ts';
import { digest, read, readRecords } from './fixtures.ts';

const failure = (run: () => unknown): Failure => {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('it did not fail');
};

const chat = (id: string, ...contents: string[]) => ({
  id,
  messages: contents.map((content, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content,
  })),
});

test('an unknown format is refused with its keys and a way to map them', () => {
  const { message, why, remedy } = failure(() => read('odd.jsonl', '{"turns":[],"nr":1}'));
  expect(message).toBe('odd.jsonl is of no format that is known');
  expect(why).toBe('its records have the keys "turns", "nr"');
  expect(remedy).toContain("--map id='$.x'");
});

test.each([
  ['', 'empty.json is empty'],
  ['hello', 'empty.json cannot be read'],
  ['{"a": tru', 'empty.json cannot be read'],
  ['[]', 'empty.json holds no traces'],
])('%j is refused', (text, message) => {
  expect(failure(() => read('empty.json', text)).message).toBe(message);
});

test('a damaged line is lost with its number, and the others are read', () => {
  const lines = [JSON.stringify(chat('a', 'x', 'y')), '{"id": "b", "mess', '', '7'];
  const [{ traces, losses, records, merged } = { traces: [], losses: [] }] = read(
    't',
    `\uFEFF${lines.join('\r\n')}\r\n`,
  );
  expect(traces.map(({ id }) => id)).toEqual(['a']);
  expect(losses.map(({ place, records: count }) => [place, count])).toEqual([
    ['t:2', 1],
    ['t:4', 1],
  ]);
  expect([records, merged]).toEqual([3, 0]);
});

test('of one id the longer conversation stands, and one that is no start of it is lost', () => {
  const { traces, losses, merged } = readRecords(
    chat('a', 'x', 'y'),
    chat('a', 'x', 'y', 'z', 'w'),
    chat('a', 'other'),
  );
  expect(traces.map(({ output }) => output)).toEqual(['w']);
  expect([merged, losses.filter(({ records }) => records > 0).map(({ place }) => place)]).toEqual([
    1,
    ['given.jsonl:3'],
  ]);
});

test('without an id the content is the id, whatever the order of its keys', () => {
  const { traces } = readRecords({ query: 'q', response: 'r' }, { response: 'r', query: 'q' });
  expect(traces.map(({ id }) => id)).toEqual([
    expect.stringMatching(/^query-response-[0-9a-f]{16}$/),
  ]);
});

test('a list of messages is one conversation', () => {
  const { messages } = chat('', 'x', 'y');
  const [{ traces } = { traces: [] }] = read('t', JSON.stringify(messages));
  expect(traces.map(({ output }) => output)).toEqual(['y']);
});

test('numbers that JavaScript cannot hold keep their digits', () => {
  const [{ traces } = { traces: [] }] = read(
    't',
    '{"id": 12345678901234567890, "query": "q", "response": "r", "x": {"n": 1e400}}',
  );
  expect(traces[0]?.id).toBe('12345678901234567890');
  expect(traces[0]?.metadata).toEqual({ x: { n: '1e400' } });
});

test('a table has quotes, line breaks, and any of three signs between its columns', () => {
  const rows = (sign: string) =>
    [`id${sign}query${sign}response`, `1${sign}"say ""hi"",\r\nplease"${sign}"a;b,\tc"`].join(
      '\r\n',
    );
  for (const sign of [',', ';', '\t']) {
    const [{ traces } = { traces: [] }] = read('t', rows(sign));
    expect(traces[0]?.messages.map(({ content }) => content)).toEqual([
      'say "hi",\r\nplease',
      'a;b,\tc',
    ]);
  }
});

const tableOf = (text: string) => read('t', text)[0]?.traces[0];

test.each([
  ['Excel names the sign', 'sep=;\r\nid;query;response\r\n1;q;r,s', undefined],
  ['names are in another case', 'ID,Query,Response\n1,q,"r,s"', undefined],
  [
    'two columns have one name',
    'id,query,response,Note,Note\n1,q,"r,s",one,two',
    { Note: 'one', 'Note 2': 'two' },
  ],
])('a table in which %s', (_name, text, metadata) => {
  expect(tableOf(text)).toMatchObject({ id: '1', output: 'r,s' });
  expect(tableOf(text)?.metadata).toEqual(metadata);
});

test('rows of a table that are not whole are lost with their line', () => {
  const text = 'id,query,response\n1,"two\nlines",r\n2,q\n3,q,r\n4,"q,r\n';
  const [{ traces, losses } = { traces: [], losses: [] }] = read('t', text);
  expect(traces.map(({ id }) => id)).toEqual(['1', '3']);
  expect(losses.map(({ place }) => place)).toEqual(['t:6', 't:4']);
});

test('any shape is read by the paths of --map', () => {
  const odd = { data: [{ nr: 7, q: 'hi', a: 'hello', when: 1_772_442_000, lang: 'de' }] };
  const map = [
    'records=$.data[*]',
    'id=$.nr',
    'input=$.q',
    'output=$.a',
    'at=$.when',
    'metadata.language=$.lang',
  ];
  const [{ traces } = { traces: [] }] = readTraces(
    [{ name: 'odd.json', text: JSON.stringify(odd) }],
    map,
    digest,
  );
  expect(traces).toMatchObject([
    {
      id: '7',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
      output: 'hello',
      at: '2026-03-02T09:00:00.000Z',
      metadata: { language: 'de' },
      source: { format: 'mapped', id: '7' },
    },
  ]);
});

test.each([
  ['nonsense', 'it names no part of a trace'],
  ['title=$.x', 'it names no part of a trace'],
  ['id=$..[', '"$..[" is not a JSONPath'],
])('--map %s is refused', (given, why) => {
  const refused = failure(() => readTraces([{ name: 't', text: '{}' }], [given], digest));
  expect(refused.message).toBe(`--map ${given}`);
  expect(refused.why).toContain(why);
});

test('spans without content are lost, with the likely reason', () => {
  const span = {
    traceId: 'AB',
    spanId: '1',
    name: 'chat',
    startTimeUnixNano: '1772442000000000000',
  };
  const { traces, losses, records } = readRecords({
    resourceSpans: [{ scopeSpans: [{ spans: [span, 'x'] }] }],
  });
  expect([traces, records]).toEqual([[], 2]);
  expect(losses.map(({ place, records: count }) => [place, count])).toEqual([
    ['given.jsonl.resourceSpans[0].scopeSpans[0].spans[1]', 1],
    ['trace ab', 1],
  ]);
  expect(losses[1]?.what).toContain('is the capture of content on?');
});

test('what other models answered in a trace is told', () => {
  const run = (id: string, messages: unknown[], output: string) => ({
    id,
    trace_id: 't',
    run_type: 'llm',
    inputs: { messages },
    outputs: { output },
    start_time: `2026-03-02T09:00:0${id}`,
  });
  const { traces, losses } = readRecords(
    run('1', [{ role: 'user', content: 'Which intent?' }], 'refund'),
    run(
      '2',
      [
        { role: 'system', content: 's' },
        { role: 'user', content: 'q' },
      ],
      'a',
    ),
  );
  expect(traces[0]?.output).toBe('a');
  expect(losses.map(({ what }) => what)).toEqual([
    'what 1 other model calls answered is not in the longest history',
  ]);
});

test('of two exports of a span the later one counts, and no message stands twice', () => {
  const row = (tags: string[]) => ({
    span_id: 's',
    root_span_id: 's',
    input: 'q',
    output: 'a',
    tags,
  });
  const { traces, merged, losses } = readRecords(row([]), row(['good']), row(['good']));
  expect(traces[0]?.messages.map(({ content }) => content)).toEqual(['q', 'a']);
  expect(traces[0]?.metadata).toEqual({ tags: ['good'] });
  expect([merged, losses]).toEqual([2, []]);
});

test('messages that a span and an event in the log both hold are there once', () => {
  const value = (stringValue: string) => ({ stringValue });
  const said = (role: string, text: string) =>
    value(JSON.stringify([{ role, parts: [{ type: 'text', content: text }] }]));
  const attributes = [
    { key: 'gen_ai.operation.name', value: value('chat') },
    { key: 'gen_ai.input.messages', value: said('user', 'q') },
    { key: 'gen_ai.output.messages', value: said('assistant', 'a') },
  ];
  const ids = { traceId: 'T', spanId: 'S', attributes };
  const eventName = 'gen_ai.client.inference.operation.details';
  const span = {
    resourceSpans: [
      { scopeSpans: [{ spans: [{ ...ids, startTimeUnixNano: '1772442000000000000' }] }] },
    ],
  };
  const log = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ ...ids, eventName }] }] }] };
  for (const records of [
    [span, log],
    [log, span],
  ]) {
    const { traces } = readRecords(...records);
    expect(traces.map(({ messages }) => messages.length)).toEqual([2]);
  }
});

test('traces of our own keep their output and their source', () => {
  const own = {
    id: 'f',
    messages: [{ role: 'assistant', content: 'Here it is.' }],
    output: { total: 3 },
    source: { format: 'ours', id: 'f', url: 'https://example.com/f' },
  };
  expect(readRecords(own).traces).toEqual([own]);
  const { traces, losses } = readRecords(own, { ...own, id: 5 });
  expect(traces).toHaveLength(1);
  expect(losses[0]?.what).toContain('it is no trace: id');
});

test.each([
  ['id,query,response\n', 'it has a header of columns and no row under it'],
  [
    '{\n  "id": "a",\n  "query": "q"\n}\n{\n  "id": "b",\n  "query": "q"\n}\n',
    'JSON objects stand one after another in it, each over several lines',
  ],
])('%j is refused in words that say what it is', (text, why) => {
  const refused = failure(() => read('odd', text));
  expect(refused.why).toBe(why);
});
