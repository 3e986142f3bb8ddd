import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { traceSchema, type Trace } from '../../src/domain/trace.ts';
import { importTraces, type ImportRequest } from '../../src/import.ts';
import { importWords } from '../../src/importers/words.ts';
import { bytesOf, names, read } from './fixtures.ts';

const first = {
  system: 'You book salon visits. 日本語でも OK.',
  ask: 'Is there a slot on Friday? 🙂',
  slots: 'Friday has 10:00 and 14:30.',
  take: 'Take 14:30, for Zoë.\nShe says "thanks".',
  booked: 'Booked: Friday 14:30 for Zoë.',
};
const call = {
  name: 'find_slots',
  arguments: { day: '2026-03-06', staff: null },
  result: { slots: ['10:00', '14:30'] },
};
const question = 'What is your refund policy?';
const answer = 'Refunds within 30 days [doc-7].';

type Expected = { turns: string[]; documents: boolean; times: boolean; ids: [string, string] };

const hex: [string, string] = [
  '4bf92f3577b34da6a3ce929d0e0e4736',
  '0af7651916cd43dd8448eb211c80319c',
];
const smith: [string, string] = [
  '018f2f6e-0000-7000-8000-00000000000a',
  '018f2f6e-0000-7000-8000-00000000000b',
];
const whole = ['system', 'user', 'assistant', 'tool', 'assistant', 'user', 'assistant'];
const noTools = whole.toSpliced(2, 2);

const row = (
  ids: [string, string],
  { turns = whole, documents = false, times = true }: Partial<Omit<Expected, 'ids'>> = {},
): Expected => ({ ids, turns, documents, times });

/** By the start of a fixture's name, the longest that fits. All tell the same two conversations. */
const expectations: Record<string, Expected> = {
  'ai-sdk': row(hex),
  'braintrust.csv': row(['bt-1', 'bt-2']),
  braintrust: row(['bt-1', 'bt-2'], { documents: true }),
  chat: row(['conv-1', 'conv-2'], { documents: true }),
  course: row(['course-1', 'course-2'], { times: false }),
  'langfuse-trace': row(['lf-1', 'lf-2'], { documents: true }),
  langfuse: row(['lf-1', 'lf-2'], { documents: true }),
  langsmith: row(smith, { documents: true }),
  'openai-chat': row(['rr-1', 'rr-2'], { documents: true }),
  'openai-responses': row(['resp_1', 'resp_2']),
  openinference: row(hex, { documents: true }),
  'otel-logs-details': row(hex, { documents: true }),
  'otel-spans': row(hex, { documents: true }),
  otel: row(hex),
  phoenix: row(hex, { documents: true }),
  'query-response': row(['q-1', 'q-2'], { turns: ['user', 'assistant'], documents: true }),
  sharegpt: row(['s-1', 's-2'], { turns: noTools, times: false }),
  weave: row(['wv-1', 'wv-2']),
};

const expectedOf = (name: string): Expected | undefined => {
  const key = Object.keys(expectations)
    .filter((start) => name.startsWith(start))
    .toSorted((one, other) => other.length - one.length)[0];
  return key === undefined ? undefined : expectations[key];
};

const told = names.filter((name) => expectedOf(name) !== undefined);
const rolesOf = ({ messages }: Trace) => messages.map(({ role }) => role);
const textsOf = ({ messages }: Trace) =>
  messages.filter(({ role }) => role !== 'tool').map(({ content }) => content);

const tracesOf = (name: string): Trace[] => read(name).flatMap(({ traces }) => traces);
const named = (traces: Trace[], id: string) => traces.find((trace) => trace.id === id);

describe.each(told)('%s', (name) => {
  const traces = tracesOf(name);
  const { turns, ids, documents, times } = expectedOf(name) as Expected;
  const [one, other] = ids.map((id) => named(traces, id));

  test('holds the conversations under the ids of their source, and loses nothing', () => {
    expect(traces.map(({ id }) => id)).toEqual(name === 'langfuse-trace.json' ? [ids[0]] : ids);
    expect(read(name).flatMap(({ losses }) => losses)).toEqual([]);
    for (const trace of traces) {
      expect(traceSchema.safeParse(trace).error).toBeUndefined();
      expect(trace.source.id).toBe(trace.id);
    }
  });

  test('has the longest history, every role, and the last text of the assistant as output', () => {
    expect(rolesOf(one as Trace)).toEqual(turns);
    expect(one?.output).toBe(first.booked);
    const { system, ask, slots, take, booked } = first;
    const texts = {
      [whole.length]: [system, ask, '', slots, take, booked],
      [noTools.length]: [system, ask, slots, take, booked],
      2: [take, booked],
    };
    expect(textsOf(one as Trace)).toEqual(texts[turns.length]);
  });

  test('has each call of a tool with its arguments and result', () => {
    const calls = turns.includes('tool') ? [{ id: 'call_1', ...call }] : undefined;
    expect(one?.tool_calls).toEqual(calls);
    const inMessages = one?.messages.find((message) => message.tool_calls !== undefined);
    expect(inMessages?.tool_calls).toEqual(calls);
  });

  test('has the question, the answer, the documents and the time', () => {
    expect(one?.at).toBe(times ? '2026-03-02T09:00:00.000Z' : undefined);
    if (other === undefined) return;
    expect(other.messages).toMatchObject([
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ]);
    expect(other.output).toBe(answer);
    expect(other.at).toBe(times ? '2026-03-02T09:01:00.000Z' : undefined);
    const found = other.documents?.map(({ id, text }) => ({ id, text }));
    expect(found).toEqual(
      documents ? [{ id: 'doc-7', text: 'Refunds within 30 days.' }] : undefined,
    );
  });
});

test.each([
  ['ai-sdk.json', [140, 19], 10_000, 'stop'],
  ['braintrust.jsonl', undefined, 10_000, 'stop'],
  ['langfuse-trace.json', [140, 19], 10_000, undefined],
  ['langsmith.jsonl', [140, 19], 10_000, undefined],
  ['openai-chat.jsonl', [90, 9], undefined, 'stop'],
  ['openai-responses.jsonl', [90, 9], undefined, undefined],
  ['openinference-otlp.json', [140, 19], 10_000, undefined],
  ['otel-oldest.json', [90, 9], 10_000, undefined],
  ['otel-spans.json', [210, 31], 10_000, 'stop'],
  ['phoenix.jsonl', [90, 9], 10_000, undefined],
  ['weave.jsonl', [90, 9], 10_000, 'stop'],
])('%s has the tokens %j, %s ms, and the end %s', (name, tokens, latency, end) => {
  const [{ usage, latency_ms, finish_reason } = {}]: Partial<Trace>[] = tracesOf(name);
  const used = tokens === undefined ? undefined : [usage?.input_tokens, usage?.output_tokens];
  expect([used, latency_ms, finish_reason]).toEqual([tokens, latency, end]);
});

const pairs = told
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, `${name}l`] as const)
  .filter(([, lines]) => told.includes(lines));

test.each(pairs)('%s is the same as %s', (array, lines) => {
  expect(tracesOf(array)).toEqual(tracesOf(lines));
});

const request = async (over: Partial<ImportRequest>): Promise<ImportRequest> => ({
  files: [],
  out: await mkdtemp(join(tmpdir(), 'failmode-import-')),
  redact: false,
  map: [],
  ...over,
});

const contentOf = async (out: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(out)).map(async (name) => [name, await readFile(join(out, name), 'utf8')]),
    ),
  ) as Record<string, string>;

test.each(names)('%s imported again, or gzipped in members, changes nothing', async (name) => {
  const bytes = bytesOf(name);
  const middle = bytes.length >> 1;
  const packed = Buffer.concat([
    gzipSync(bytes.subarray(0, middle)),
    gzipSync(bytes.subarray(middle)),
  ]);
  const asked = await request({ files: [{ name, bytes }] });
  const report = await importTraces(asked);
  const before = await contentOf(asked.out);
  const again = await importTraces({ ...asked, files: [{ name, bytes: packed }] });
  expect(await contentOf(asked.out)).toEqual(before);
  expect(again.formats).toMatchObject(
    report.formats.map(({ traces }) => ({ added: 0, replaced: [], unchanged: traces })),
  );
  expect(importWords(again).join('\n')).toContain('0 new');
});

test('the two files of a batch meet by their id', async () => {
  const files = ['openai-batch-output.jsonl', 'openai-batch-input.jsonl'];
  const asked = await request({ files: files.map((name) => ({ name, bytes: bytesOf(name) })) });
  const { formats, losses } = await importTraces(asked);
  expect(formats).toMatchObject([{ format: 'openai', records: 4, traces: 2, merged: 2, lost: 0 }]);
  expect(losses).toEqual([]);
  const [line] = (await contentOf(asked.out))['openai.jsonl']?.split('\n') ?? [];
  expect(rolesOf(JSON.parse(line ?? '') as Trace)).toEqual(whole);
});

test('what is said of a trace, and the notes and scores of others, are metadata', () => {
  const remarks = (name: string) => tracesOf(name)[0]?.metadata?.['remarks'];
  expect(remarks('langfuse-trace.json')).toEqual([
    { name: 'helpful', value: 1, comment: 'nice', by: 'ANNOTATION' },
  ]);
  expect(remarks('langsmith.jsonl')).toEqual([{ name: 'correctness', value: 1 }]);
  expect(remarks('openinference-otlp.json')).toMatchObject([{ annotator_kind: 'HUMAN' }]);
  expect(remarks('otel-logs-details.json')).toMatchObject([{ name: 'relevance', label: 'pass' }]);
  expect(remarks('braintrust.jsonl')).toEqual([
    { name: 'factual', value: 0.8 },
    { name: 'comment', comment: 'too short' },
  ]);
  expect(tracesOf('langfuse-trace.json')[0]?.metadata).toMatchObject({
    name: 'salon',
    session: 'sess-1',
    user: 'u-9',
    tags: ['prod'],
    region: 'eu',
  });
  expect(tracesOf('chat.jsonl')[0]?.metadata).toEqual({
    z_note: 'forgot the tour',
    channel: 'sms',
  });
});
