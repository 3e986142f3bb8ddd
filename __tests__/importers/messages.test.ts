import { expect, test } from 'vitest';
import { readRecords } from './fixtures.ts';

const chat = (...messages: unknown[]) => {
  const { traces, losses } = readRecords({ id: 'a', messages });
  return { messages: traces[0]?.messages, trace: traces[0], told: losses.map(({ what }) => what) };
};

test.each([
  ['human', 'user'],
  ['ai', 'assistant'],
  ['gpt', 'assistant'],
  ['model', 'assistant'],
  ['bot', 'assistant'],
  ['agent', 'assistant'],
  ['asssistant', 'assistant'],
  ['developer', 'system'],
  ['User', 'user'],
])('the role %s is %s', (role, known) => {
  expect(chat({ role, content: 'x' }).messages).toMatchObject([{ role: known }]);
});

test('an unknown role is kept and told', () => {
  const { messages, told } = chat(
    { role: 'narrator', content: 'x' },
    { role: 'assistant', content: 'y' },
  );
  expect(messages?.[0]?.role).toBe('narrator');
  expect(told).toEqual(['the unknown role "narrator" is kept']);
});

test('texts of parts are one text, and what is no text is named and told', () => {
  const { messages, told } = chat(
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look:' },
        { type: 'image_url', image_url: { url: 'data:...' } },
        { type: 'hologram', x: 1 },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm' },
        { type: 'text', text: 'ok' },
      ],
    },
  );
  expect(messages).toEqual([
    { role: 'user', content: 'Look:\n[image]\n{"type":"hologram","x":1}' },
    { role: 'assistant', content: 'ok', reasoning: 'hm' },
  ]);
  expect(told).toEqual([
    'content that is no text is left out: "image"',
    'a part of the unknown type "hologram" is kept as JSON',
  ]);
});

test('calls and results in parts, as Anthropic has them, meet by their id', () => {
  const { trace } = chat(
    { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'find', input: { q: 1 } }] },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'gone' }] },
      ],
    },
    { role: 'assistant', content: 'It is gone.' },
  );
  expect(trace?.messages.map(({ role }) => role)).toEqual(['assistant', 'tool', 'assistant']);
  expect(trace?.tool_calls).toEqual([
    { id: 't', name: 'find', arguments: { q: 1 }, result: 'gone' },
  ]);
});

test('an id used twice belongs to the call before each result', () => {
  const use = (q: number) => ({
    role: 'assistant',
    tool_calls: [{ id: 'c', function: { name: 'find', arguments: `{"q":${q}}` } }],
  });
  const result = (content: string) => ({ role: 'tool', tool_call_id: 'c', content });
  const { trace } = chat(use(1), result('one'), use(2), result('two'));
  expect(trace?.tool_calls?.map((call) => call.result)).toEqual(['one', 'two']);
});

test('a result without its call, and an assistant without a text, are told', () => {
  const { told } = chat({ role: 'tool', tool_call_id: 'lost', content: 'x' });
  expect(told).toEqual([
    'a tool message belongs to no call that is there',
    'the assistant has no text: the output is empty',
  ]);
});

test('arguments that are not JSON stay the text that the model wrote', () => {
  const { trace } = chat({
    role: 'assistant',
    tool_calls: [{ id: 'c', function: { name: 'find', arguments: '{"q":' } }],
  });
  expect(trace?.tool_calls?.[0]?.arguments).toBe('{"q":');
});

test('an answer that is JSON stays the text it was', () => {
  expect(chat({ role: 'assistant', content: '{"a": [1]}' }).trace?.output).toBe('{"a": [1]}');
});

const hostile =
  '\u001B]0;x\u0007<script>\u202Egpj.exe</script> ::error::x ${{ x }} \uD800 --- [x](y)';

test('hostile content passes as data, unchanged, and no key of it reaches a prototype', () => {
  const args = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}') as object;
  const { trace } = chat(
    { role: 'user', content: hostile },
    { role: 'assistant', content: hostile, tool_calls: [{ name: 'f', args }] },
  );
  expect(trace?.messages[0]?.content).toBe(hostile);
  expect(trace?.output).toBe(hostile);
  expect(JSON.stringify(trace?.tool_calls?.[0]?.arguments)).toBe(JSON.stringify(args));
  expect(Object.hasOwn({}, 'polluted') || 'polluted' in {}).toBe(false);
});

test.each([
  [{ refusal: 'I cannot help with that.' }, 'I cannot help with that.'],
  [{ audio: { id: 'au', transcript: 'Spoken.', data: 'AAAA' } }, 'Spoken.'],
])('an answer without content says what %j does', (over, said) => {
  expect(chat({ role: 'assistant', content: null, ...over }).trace?.output).toBe(said);
});

test('what else is said of a message stays with it, and its time is that of the trace', () => {
  const more = {
    timestamp: '2026-03-02T09:00:05Z',
    metadata: { lang: 'de' },
    annotations: [{ type: 'url_citation', url: 'https://example.com' }],
    finish_reason: 'length',
    error: 'cut off',
  };
  const message = { role: 'assistant', content: 'x', ...more };
  const { messages, trace } = chat(message);
  expect(messages).toEqual([message]);
  expect(trace?.at).toBe('2026-03-02T09:00:05.000Z');
});

test('what a part of a text cites is with its message', () => {
  const cited = { type: 'url_citation', url: 'https://example.com' };
  const content = [{ type: 'output_text', text: 'x', annotations: [cited] }];
  expect(chat({ role: 'assistant', content }).messages).toEqual([
    { role: 'assistant', content: 'x', annotations: [cited] },
  ]);
});
