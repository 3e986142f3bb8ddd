import { expect, test } from 'vitest';
import { pause, retry, retryAfterMs, type Try } from '../../src/providers/retry.ts';
import { noPause } from './endpoint.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

test.each([
  ['7', 7000],
  ['0', 0],
  ['0.5', 500],
  ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s is waited for %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});

const failing = (retries: number, waitMs?: number): Try<string> => ({
  kind: 'failed',
  reason: 'busy',
  retries,
  ...(waitMs !== undefined && { waitMs }),
});

const run = async (tries: Try<string>[], signal?: AbortSignal) => {
  const { pause: wait, waits } = noPause();
  const left = [...tries];
  const last = failing(0);
  const tried = await retry(async () => left.shift() ?? last, { pause: wait, signal });
  return { tried, waits };
};

test('each wait is twice as long, up to eight seconds', async () => {
  const { tried, waits } = await run(Array.from({ length: 7 }, () => failing(6)));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  expect(tried).toEqual({ kind: 'failed', reason: 'busy', tries: 7 });
});

test('a server that says how long to wait is waited for, unless it is too long', async () => {
  const done = { kind: 'done', value: 'x' } as const;
  expect(await run([failing(5, 0), failing(5, 90_000), done])).toEqual({
    tried: done,
    waits: [0, 90_000],
  });
  expect(await run([failing(5, 600_000), done])).toEqual({
    tried: { kind: 'failed', reason: 'busy', tries: 1 },
    waits: [],
  });
});

test('a stop ends the wait', async () => {
  const stop = new AbortController();
  const attempt = async () => {
    stop.abort();
    return failing(5, 100_000);
  };
  expect(await retry(attempt, { pause, signal: stop.signal })).toMatchObject({ reason: 'stopped' });
});

test('a real pause ends when it is stopped', async () => {
  const stop = new AbortController();
  const waiting = pause(100_000, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
