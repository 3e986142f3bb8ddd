import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Trace } from '../../src/domain/trace.ts';
import { importTraces, type ImportRequest } from '../../src/import.ts';
import { importWords } from '../../src/importers/words.ts';

type Step = { text: string; redact?: boolean };

const shelf = async () => {
  const out = await mkdtemp(join(tmpdir(), 'failmode-shelf-'));
  const put = ({ text, redact = false }: Step) => {
    const request: ImportRequest = {
      files: [{ name: 'export', bytes: Buffer.from(text) }],
      out,
      redact,
      map: [],
    };
    return importTraces(request);
  };
  const text = (format: string) => readFile(join(out, `${format}.jsonl`), 'utf8');
  const one = async (format: string) => JSON.parse(await text(format)) as Trace;
  return { put, text, one };
};

const chat = (...contents: string[]): Step => ({
  text: JSON.stringify({
    id: 'a',
    messages: contents.map((content, at) => ({ role: at % 2 ? 'assistant' : 'user', content })),
  }),
});

test('a shorter, older export does not replace a longer conversation, which is told', async () => {
  const { put, one } = await shelf();
  await put(chat('q', 'a', 'r', 'b'));
  const report = await put(chat('q'));
  expect((await one('chat')).output).toBe('b');
  expect(report.formats).toMatchObject([{ added: 0, replaced: [], unchanged: 0, kept: ['a'] }]);
  expect(importWords(report)).toContain('  kept, since what came is shorter: a');
});

const january = chat('How do I pay?', 'By card.');
const february = chat('Is there a pool?', 'There is.');

test.each([false, true])(
  'another conversation under the id of one that is there is refused, redacted: %s',
  async (redact) => {
    const { put, one } = await shelf();
    await put({ ...january, redact });
    await expect(put({ ...february, redact })).rejects.toMatchObject({
      message: expect.stringContaining('holds another conversation under the id "a"') as string,
      remedy: expect.stringContaining('--out') as string,
    });
    expect((await one('chat')).output).toBe('By card.');
  },
);

test('of a trace whose id nobody else draws, what came is another part', async () => {
  const { put, one } = await shelf();
  const drawn = ({ text }: Step) => ({ text: text.replace('"a"', '"4bf92f3577b34da6"') });
  await put(drawn(january));
  await put(drawn(february));
  expect((await one('chat')).output).toBe('There is.');
});

test('a conversation that went on, whose answer was mended, or that is redacted now is the same', async () => {
  const { put, one } = await shelf();
  const opening = 'I am zoe.miller@example.org.';
  await put(chat(opening, 'Hello.'));
  await put(chat(opening, 'Hello, Zoe.'));
  await put(chat(opening, 'Hello, Zoe.', 'Bye.', 'Good bye.'));
  expect((await one('chat')).output).toBe('Good bye.');
  await put({ ...chat(opening, 'Hello, Zoe.', 'Bye.', 'Good bye.'), redact: true });
  expect((await one('chat')).messages[0]?.content).toBe('I am [email].');
});

const value = (stringValue: string) => ({ stringValue });
const spans = (...list: object[]): Step => ({
  text: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: list }] }] }),
});
const span = (spanId: string, fields: Record<string, string>) => ({
  traceId: 'ab',
  spanId,
  startTimeUnixNano: '1772442000000000000',
  attributes: Object.entries(fields).map(([key, text]) => ({ key, value: value(text) })),
});
const model = span('1', {
  'gen_ai.operation.name': 'chat',
  'gen_ai.input.messages': JSON.stringify([
    { role: 'user', parts: [{ type: 'text', content: 'q' }] },
    { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 'find', arguments: {} }] },
  ]),
  'gen_ai.output.messages': JSON.stringify([
    { role: 'assistant', parts: [{ type: 'text', content: 'At ten.' }] },
  ]),
});
const tool = span('2', {
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': 'find',
  'gen_ai.tool.call.id': 'c',
  'gen_ai.tool.call.result': '{"slots":[10]}',
});

test.each([
  ['the tool last', [spans(model), spans(tool), spans(tool)]],
  ['the tool first', [spans(tool), spans(model), spans(model)]],
])('parts of a trace, imported one by one, %s, are the whole trace', async (_name, steps) => {
  const { put, one } = await shelf();
  for (const step of steps) await put(step);
  const trace = await one('otel');
  expect(trace).toMatchObject({ output: 'At ten.', messages: { length: 3 } });
  expect(trace.tool_calls).toMatchObject([{ id: 'c', name: 'find', result: { slots: [10] } }]);
  expect(trace.messages[1]?.tool_calls).toMatchObject([{ result: { slots: [10] } }]);
});

const mail = 'zoe.miller@example.org';
const rawUnder = (id: string): Step => ({
  text: JSON.stringify({ id, query: `I am ${mail}`, response: 'ok' }),
});

test.each(['a', `conv-${mail}`])('raw text does not come back over or beside %s', async (id) => {
  const { put, text } = await shelf();
  await put({ ...rawUnder(id), redact: true });
  await expect(put(rawUnder(id))).rejects.toMatchObject({
    remedy: 'import with --redact again, or into another folder with --out',
  });
  expect(await text('query-response')).not.toContain(mail);
  const { formats } = await put({ ...rawUnder(id), redact: true });
  expect(formats).toMatchObject([{ unchanged: 1 }]);
});

test('what says [email] of its own is imported again without a word', async () => {
  const { put } = await shelf();
  const plain: Step = { text: JSON.stringify({ id: 'a', query: '[email]', response: mail }) };
  await put(plain);
  expect((await put(plain)).formats).toMatchObject([{ unchanged: 1 }]);
});

/** Invented keys, in parts: a scanner of secrets would take a whole one for real. */
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl-x'].join('.');
const privateKey = ['-----BEGIN RSA ', 'KEY-----\nMIIE\n-----END RSA ', 'KEY-----'].join(
  'PRIVATE ',
);

test.each([
  ['a key of OpenAI', 'sk-'.concat('proj-a1B2c3D4e5F6g7H8i9J0')],
  ['a key of AWS', 'AKIA'.concat('IOSFODNN7EXAMPLE')],
  ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
  ['a fine-grained token', `github_pat_${'a1B2c3'.repeat(6)}`],
  ['a token of Slack', 'xoxb-'.concat('123456789012-abcdefGHIJKL')],
  ['a key of Google', 'AIza'.concat('SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6q')],
  ['a JWT', jwt],
  ['a bearer', 'Bearer a1b2c3d4e5f6g7h8'],
  ['a private key', privateKey],
])('--redact takes out %s', async (_name, secret) => {
  const { put, one } = await shelf();
  const text = JSON.stringify({ id: 'a', query: `it is ${secret}, ok`, response: 'ok' });
  const report = await put({ text, redact: true });
  expect((await one('query-response')).messages[0]?.content).toMatch(/^it is .*\[secret\], ok$/);
  expect(JSON.stringify(await one('query-response'))).not.toContain(secret.slice(-8));
  expect(report.redactions).toEqual({ secret: 1 });
  expect(importWords(report).join('\n')).toContain('1 × a key or token');
});

test.each(['a task-force-of-seventeen-people', 'a bearer of good news', 'sk-8'])(
  '--redact leaves %s',
  async (query) => {
    const { put, one } = await shelf();
    await put({ text: JSON.stringify({ id: 'a', query, response: 'ok' }), redact: true });
    expect((await one('query-response')).messages[0]?.content).toBe(query);
  },
);

test('two calls of tools stay two, and keep their results, though their ids look like numbers', async () => {
  const ids = ['+1 415 555 0123', '+1 415 555 0124'];
  const messages = [
    { role: 'assistant', tool_calls: ids.map((id) => ({ id, name: 'f', args: {} })) },
    ...ids.map((id) => ({ role: 'tool', tool_call_id: id, content: `of ${ids.indexOf(id)}` })),
  ];
  const { put, one } = await shelf();
  await put({ text: JSON.stringify({ id: 'a', messages }), redact: true });
  const trace = await one('chat');
  const redacted = (trace.tool_calls ?? []).map(({ id }) => id);
  expect(redacted[0]).toMatch(/^redacted-/);
  expect(new Set(redacted).size).toBe(2);
  expect(trace.messages.slice(1).map((message) => message.tool_call_id)).toEqual(redacted);
  expect(trace.messages[0]?.tool_calls?.map(({ id }) => id)).toEqual(redacted);
});
