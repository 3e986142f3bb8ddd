import { expect, test } from 'vitest';
import { modelSchema } from '../../src/domain/config.ts';
import type { ModelRequest } from '../../src/domain/model-call.ts';
import { openaiProvider, type OpenAiPorts } from '../../src/providers/openai.ts';
import { endpoint, noPause, type Replies, type Reply } from './endpoint.ts';

const key = 'sk-secret-0123456789';

type ModelAsWritten = Partial<(typeof modelSchema)['_input']>;

const modelAt = (url: string, rest: ModelAsWritten = {}) =>
  modelSchema.parse({ model: 'gpt-test', base_url: `${url}/v1`, api_key_env: 'APP_KEY', ...rest });

const open = async (
  replies: Replies,
  { model: rest = {}, ...given }: Partial<OpenAiPorts> & { model?: ModelAsWritten } = {},
) => {
  const { url, asked } = await endpoint(replies);
  const { pause, waits } = noPause();
  const provider = openaiProvider({ env: { APP_KEY: key }, pause, ...given });
  const model = modelAt(url, rest);
  const ask = (request: Partial<ModelRequest> = {}, signal?: AbortSignal) =>
    provider(
      { model, messages: [{ role: 'user', content: 'hi' }], timeoutMs: 5000, ...request },
      signal,
    );
  return { ask, asked, waits };
};

const completion = (message: object = { content: 'hello' }, rest: object = {}): Reply => ({
  body: JSON.stringify({
    choices: [{ message: { role: 'assistant', ...message }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 11, completion_tokens: 7 },
    ...rest,
  }),
});

test('a reply is read, with its tokens', async () => {
  const { ask } = await open(() => completion(), { now: () => 5 });
  expect(await ask()).toEqual({
    kind: 'reply',
    text: 'hello',
    toolCalls: [],
    inputTokens: 11,
    outputTokens: 7,
    finishReason: 'stop',
    latencyMs: 0,
  });
});

test('only the configuration decides what is sent', async () => {
  Object.assign(process.env, {
    OPENAI_BASE_URL: 'http://127.0.0.1:1/elsewhere',
    OPENAI_API_KEY: 'sk-of-the-environment',
    OPENAI_ORG_ID: 'org',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_ADMIN_KEY: 'admin',
    OPENAI_CUSTOM_HEADERS: 'x-mine: yes\nAuthorization: Bearer other',
    OPENAI_LOG: 'debug',
  });
  const params = { temperature: 0, response_format: { type: 'text' }, stream: true, model: 'no' };
  const { ask, asked } = await open(() => completion(), { model: { params } });
  await ask({ extra: { temperature: 1, max_tokens: 5, messages: [] } });
  const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = asked;
  expect(path).toBe('/v1/chat/completions');
  expect(headers['authorization']).toBe(`Bearer ${key}`);
  expect(Object.keys(headers).join(' ')).not.toMatch(/openai|stainless|x-mine/);
  expect(JSON.parse(body)).toEqual({
    model: 'gpt-test',
    messages: [{ role: 'user', content: 'hi' }],
    temperature: 0,
    max_tokens: 5,
    response_format: { type: 'text' },
    stream: false,
  });
});

test('a model that names no key is asked without one', async () => {
  const { ask, asked } = await open(() => completion(), { model: { api_key_env: undefined } });
  expect(await ask()).toMatchObject({ kind: 'reply' });
  expect(asked[0]?.headers).not.toHaveProperty('authorization');
});

test('tool calls are read, and their arguments where they are JSON', async () => {
  const calls = [
    { id: 'a', function: { name: 'bookTour', arguments: '{"at":"10:00"}' } },
    { id: 'b', function: { name: 'broken', arguments: '{"at":' } },
  ];
  const { ask } = await open(() => completion({ content: null, tool_calls: calls }));
  expect(await ask()).toMatchObject({
    text: '',
    toolCalls: [
      { name: 'bookTour', arguments: { at: '10:00' } },
      { name: 'broken', arguments: '{"at":' },
    ],
  });
});

test('a cut answer and a refusal are answers', async () => {
  const cut = { choices: [{ message: { content: 'hel' }, finish_reason: 'length' }] };
  const { ask: askCut } = await open(() => completion({}, cut));
  expect(await askCut()).toMatchObject({ text: 'hel', finishReason: 'length', inputTokens: 11 });
  const { ask: askRefused } = await open(() => completion({ content: null, refusal: 'No.' }));
  expect(await askRefused()).toMatchObject({ text: 'No.', refused: true });
});

const html = { headers: { 'content-type': 'text/html' }, body: '<html>busy</html>' };
const passing: [string, Reply, string][] = [
  ['a rate limit', { status: 429 }, 'rate limited (429)'],
  ['a server error', { status: 500 }, 'the server of the model failed (500)'],
  ['an overload', { status: 529, body: 'overloaded' }, 'the server of the model failed (529)'],
  ['a cut connection', { fault: 'cut' }, 'the connection was lost'],
  ['a cut body', { ...completion(), fault: 'cut in the body' }, 'the connection was lost'],
  ['a page of HTML', html, 'the reply is not JSON'],
  ['garbage', { body: '{"choices": [{"mess' }, 'the reply is not JSON'],
  ['an empty body', {}, 'the reply is no chat completion'],
  ['no choices', completion({}, { choices: [] }), 'the reply has no choices'],
  ['another shape', { body: '{"error": {"message": "busy"}}' }, 'the reply is no chat completion'],
  ['no content', completion({ content: null }), 'the reply has no content'],
];

test.each(passing)('%s is tried again', async (_, first) => {
  const { ask, asked } = await open((__, count) => (count === 0 ? first : completion()));
  expect(await ask()).toMatchObject({ kind: 'reply', text: 'hello' });
  expect(asked.length).toBe(2);
});

test.each(passing)('%s for good is an error', async (_, reply, reason) => {
  const { ask, asked } = await open(() => reply);
  expect(await ask()).toMatchObject({ kind: 'error', reason: `${reason}, 6 times` });
  expect(asked.length).toBe(6);
});

test.each<[string, Reply, number[]]>([
  ['Retry-After', { status: 429, headers: { 'retry-after': '70' } }, [70_000]],
  ['Retry-After of nothing', { status: 429, headers: { 'retry-after': '0' } }, [0]],
  ['Retry-After in ms', { status: 503, headers: { 'retry-after-ms': '250' } }, [250]],
  ['no word of it', { status: 503 }, [500]],
])('%s says how long to wait', async (_, first, expected) => {
  const { ask, waits } = await open((__, count) => (count === 0 ? first : completion()));
  expect(await ask()).toMatchObject({ kind: 'reply' });
  expect(waits).toEqual(expected);
});

const saying = (status: number, message: string, headers = {}): Reply => ({
  status,
  headers,
  body: JSON.stringify({ error: { message, type: 'x' } }),
});

test.each<[string, Reply, string | RegExp]>([
  ['401', saying(401, `Incorrect API key: ${key}`), 'the endpoint refused the key (401)'],
  ['403', saying(403, 'no'), 'the endpoint refused the key (403)'],
  [
    '400',
    saying(400, `bad\n value ${key}`),
    'the endpoint refused the request (400): bad value [key]',
  ],
  ['404', saying(404, 'x'.repeat(5000)), /^the endpoint refused the request \(404\): x{200,300}…/],
  ['an end of credit', saying(429, 'quota', { 'x-should-retry': 'false' }), 'rate limited (429)'],
  [
    'a redirect',
    { status: 302, headers: { location: '/v2' } },
    'the endpoint redirects (302), which is not followed',
  ],
])('%s is an error at once, in plain words', async (_, reply, reason) => {
  const { ask, asked } = await open(() => reply);
  const expected = typeof reason === 'string' ? reason : expect.stringMatching(reason);
  expect(await ask()).toEqual({ kind: 'error', reason: expected, status: reply.status });
  expect(asked.length).toBe(1);
});

test('a redirect takes the key nowhere', async () => {
  const sink = await endpoint(() => completion());
  const { ask } = await open(() => ({ status: 307, headers: { location: sink.url } }));
  expect(await ask()).toMatchObject({ kind: 'error' });
  expect(sink.asked).toEqual([]);
});

test.each<Reply>([{ fault: 'hang' }, { ...completion(), fault: 'hang in the body' }])(
  'no whole reply in time is an error after the second time: %j',
  async (reply) => {
    const { ask, asked } = await open(() => reply);
    const timedOut = { kind: 'error', reason: 'no answer within 0.3 s, 2 times' };
    expect(await ask({ timeoutMs: 300 })).toEqual(timedOut);
    expect(asked.length).toBe(2);
  },
);

test('a stop ends the question', async () => {
  const stop = new AbortController();
  const { ask } = await open(() => {
    stop.abort();
    return { fault: 'hang' };
  });
  expect(await ask({}, stop.signal)).toEqual({ kind: 'error', reason: 'stopped' });
});

test.each([
  [undefined, /^the environment variable APP_KEY is not set; /],
  [' \n', /^the environment variable APP_KEY is not set; /],
  ['ключ', /^the environment variable APP_KEY holds characters that no key has$/],
])('the key %j is told before any call', async (value, reason) => {
  const { ask, asked } = await open(() => completion(), { env: { APP_KEY: value } });
  expect(await ask()).toEqual({ kind: 'error', reason: expect.stringMatching(reason) });
  expect(asked).toEqual([]);
});

test('white space around a key is no part of it', async () => {
  const { ask, asked } = await open(() => completion(), { env: { APP_KEY: `${key}\n` } });
  expect(await ask()).toMatchObject({ kind: 'reply' });
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
});

test('a model that never answers is given up after twenty questions in a row', async () => {
  const { ask, asked } = await open(() => ({ status: 500 }));
  for (let count = 0; count < 20; count += 1) await ask();
  expect(await ask()).toEqual({
    kind: 'error',
    reason:
      'the server of the model failed (500); after 20 questions in a row without an answer it is not asked again',
  });
  expect(asked.length).toBe(120);
});

test('a refused request does not count as silence', async () => {
  const { ask, asked } = await open(() => saying(400, 'no'));
  for (let count = 0; count < 25; count += 1) await ask();
  expect(asked.length).toBe(25);
});
