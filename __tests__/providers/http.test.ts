import { expect, test } from 'vitest';
import { httpPost } from '../../src/providers/http.ts';
import { endpoint, noPause, type Replies, type Reply } from './endpoint.ts';

const never = new AbortController().signal;

const post = async (replies: Replies, timeoutMs = 5000, signal = never) => {
  const { url, asked } = await endpoint(replies);
  const { pause, waits } = noPause();
  const request = { url, headers: { 'x-key': 'k' }, body: '{}', timeoutMs };
  return { posted: await httpPost({ pause })(request, signal), asked, waits };
};

const failure = (reason: string) => ({ kind: 'error', reason });

const passing: [string, Reply, number[]][] = [
  ['429 with a wait', { status: 429, headers: { 'retry-after': '3' } }, [3000]],
  ['500', { status: 500 }, [500]],
  ['a cut connection', { fault: 'cut' }, [500]],
  ['a cut body', { fault: 'cut in the body', body: 'half of this' }, [500]],
];

test.each(passing)('%s is tried again', async (_, first, expected) => {
  const { posted, waits } = await post((__, count) => (count === 0 ? first : { body: 'fine' }));
  expect(posted).toEqual({ kind: 'answer', text: 'fine' });
  expect(waits).toEqual(expected);
});

test.each<[string, Reply, string, number]>([
  ['500 for good', { status: 500 }, 'the endpoint answered 500, 6 times', 6],
  ['404', { status: 404 }, 'the endpoint answered 404', 1],
  ['a body that is too long', { body: 'x'.repeat(9 << 20) }, 'the answer is longer than 8 MiB', 1],
])('%s is an error', async (_, reply, reason, times) => {
  const { posted, asked } = await post(() => reply);
  expect(posted).toEqual(failure(reason));
  expect(asked.length).toBe(times);
});

test.each<Reply>([{ fault: 'hang' }, { fault: 'hang in the body', body: 'never whole' }])(
  'no whole answer in time is an error after the second time: %j',
  async (reply) => {
    const { posted, asked } = await post(() => reply, 300);
    expect(posted).toEqual(failure('no answer within 0.3 s, 2 times'));
    expect(asked.length).toBe(2);
  },
);

test('a redirect is not followed, and no header goes there', async () => {
  const sink = await endpoint(() => ({ body: 'mine' }));
  const { posted } = await post(() => ({ status: 307, headers: { location: sink.url } }));
  expect(posted).toEqual(failure('the endpoint redirects (307), which is not followed'));
  expect(sink.asked).toEqual([]);
});

test('a stop ends it', async () => {
  expect((await post(() => ({}), 5000, AbortSignal.abort())).posted).toEqual(failure('stopped'));
});
