import type { Post, Posted } from '../targets/target.ts';
import { describeTries, pause, retry, retryAfterMs, type Pause, type Try } from './retry.ts';
import { timeLimit } from './time-limit.ts';

const retries = 5;
const longestBody = 8 << 20;

/** The body as text; undefined where it is longer than an answer may be. */
const readBody = async (response: Response): Promise<string | undefined> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > longestBody) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

const failedBy = (response: Response, now: number): Try<string> => {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    const reason = `the endpoint redirects (${status}), which is not followed`;
    return { kind: 'failed', reason, retries: 0 };
  }
  const again = status === 429 || status >= 500;
  const waitMs = retryAfterMs(headers.get('retry-after'), now);
  return {
    kind: 'failed',
    reason: `the endpoint answered ${status}`,
    retries: again ? retries : 0,
    ...(waitMs !== undefined && { waitMs }),
  };
};

/** POSTs over HTTP. No redirect is followed: it would carry the headers elsewhere. */
export const httpPost = (
  ports: { fetch?: typeof fetch; pause?: Pause; now?: () => number } = {},
): Post => {
  const { fetch: send = fetch, pause: wait = pause, now = Date.now } = ports;
  return async ({ url, headers, body, timeoutMs }, signal): Promise<Posted> => {
    const attempt = async (): Promise<Try<string>> => {
      const limit = timeLimit(timeoutMs, signal);
      try {
        const response = await send(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body,
          redirect: 'manual',
          signal: limit.signal,
        });
        if (!response.ok) {
          await response.body?.cancel();
          return failedBy(response, now());
        }
        const text = await readBody(response);
        if (text !== undefined) return { kind: 'done', value: text };
        return { kind: 'failed', reason: 'the answer is longer than 8 MiB', retries: 0 };
      } catch {
        return limit.isLate()
          ? { kind: 'failed', reason: `no answer within ${timeoutMs / 1000} s`, retries: 1 }
          : { kind: 'failed', reason: 'the connection was lost', retries };
      } finally {
        limit.clear();
      }
    };
    const tried = await retry(attempt, { pause: wait, signal });
    return tried.kind === 'done'
      ? { kind: 'answer', text: tried.value }
      : { kind: 'error', reason: describeTries(tried) };
  };
};
