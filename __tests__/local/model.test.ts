import OpenAI, { RateLimitError } from 'openai';
import { afterEach, expect, test } from 'vitest';
import { startModel, type Decide, type Model } from './model.ts';

let model: Model;
afterEach(() => model.close());

const ask = async (decide: Decide) => {
  model = await startModel(decide);
  const client = new OpenAI({ apiKey: 'key', baseURL: model.url, maxRetries: 0 });
  return (text: string) =>
    client.chat.completions.create({
      model: 'gpt-5-mini',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: text },
      ],
    });
};

test('the test decides each reply, from the request', async () => {
  const say = await ask(({ user, system, index }) => `${index}: ${system} ${user}`);
  expect((await say('One?')).choices[0]?.message.content).toBe('0: Be brief. One?');
  expect((await say('Two?')).choices[0]?.message.content).toBe('1: Be brief. Two?');
  expect(model.requests).toMatchObject([
    { model: 'gpt-5-mini', user: 'One?', authorization: 'Bearer key' },
    { model: 'gpt-5-mini', user: 'Two?' },
  ]);
});

test('a reply may call tools, and says what it used', async () => {
  const call = { name: 'bookTour', arguments: { slot: '10:00' } };
  const usage = { prompt_tokens: 7, completion_tokens: 3 };
  const say = await ask(() => ({ toolCalls: [call], usage }));
  expect(await say('Book')).toMatchObject({
    choices: [
      {
        finish_reason: 'tool_calls',
        message: {
          tool_calls: [{ function: { name: 'bookTour', arguments: '{"slot":"10:00"}' } }],
        },
      },
    ],
    usage: { ...usage, total_tokens: 10 },
  });
});

test('errors carry their status and the time to wait', async () => {
  const say = await ask(() => ({ status: 429, retryAfter: 7 }));
  const error = await say('Hello').catch((reason: unknown) => reason);
  if (!(error instanceof RateLimitError)) throw error;
  expect(error.headers.get('retry-after')).toBe('7');
});

test.each(['before', 'midway'] as const)('a connection is cut %s its reply', async (cut) => {
  const say = await ask(() => ({ content: 'x'.repeat(1000), cut }));
  await expect(say('Hello')).rejects.toThrow();
  expect(model.requests).toHaveLength(1);
});

test('as many are in flight at once as were sent at once', async () => {
  const three = Promise.withResolvers<void>();
  const say = await ask(async ({ index }) => {
    if (index === 2) three.resolve();
    await three.promise;
    return 'Now';
  });
  await Promise.all(['1', '2', '3'].map(say));
  await say('alone');
  expect(model.gauge).toEqual({ inFlight: 0, maxInFlight: 3 });
});
