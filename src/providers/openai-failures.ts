import { APIConnectionTimeoutError, APIError } from 'openai';
import { cut } from '../foreign/cut.ts';
import { retryAfterMs, type Try } from './retry.ts';

const retries = 5;

type Failed = Extract<Try<never>, { kind: 'failed' }>;

/** Malformed bodies are tried again: a proxy or an overloaded server cuts them. */
export const malformed = (reason: string): Failed => ({ kind: 'failed', reason, retries });

/** The provider's own words on a request that it refuses: one line of 300 characters, no key. */
const wordsOf = (error: InstanceType<typeof APIError>, key: string): string => {
  const bare = error.message.replace(/^\d+ /, '').replaceAll(/\s+/g, ' ');
  return cut(key === '' ? bare : bare.replaceAll(key, '[key]'), 300);
};

const reasonOf = (status: number, error: InstanceType<typeof APIError>, key: string): string => {
  if (status === 429) return 'rate limited (429)';
  if (status >= 500) return `the server of the model failed (${status})`;
  if (status === 401 || status === 403) return `the endpoint refused the key (${status})`;
  if (status < 400) return `the endpoint redirects (${status}), which is not followed`;
  return `the endpoint refused the request (${status}): ${wordsOf(error, key)}`;
};

const waitOf = (headers: Headers | undefined, now: number): { waitMs?: number } => {
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const waitMs = Number.isNaN(precise)
    ? retryAfterMs(headers?.get('retry-after') ?? null, now)
    : precise;
  return waitMs === undefined ? {} : { waitMs };
};

const failedByStatus = (
  status: number,
  error: InstanceType<typeof APIError>,
  { key, now }: { key: string; now: number },
): Failed => {
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  const again = passing && error.headers?.get('x-should-retry') !== 'false';
  return {
    kind: 'failed',
    reason: reasonOf(status, error, key),
    retries: again ? retries : 0,
    status,
    ...waitOf(error.headers, now),
  };
};

/** A thrown error as one of few plain reasons: never the error itself, its headers or the key. */
export const failedBy = (
  thrown: unknown,
  facts: { late: boolean; timeoutMs: number; key: string; now: number },
): Failed => {
  if (facts.late || thrown instanceof APIConnectionTimeoutError) {
    return { kind: 'failed', reason: `no answer within ${facts.timeoutMs / 1000} s`, retries: 1 };
  }
  if (thrown instanceof SyntaxError) return malformed('the reply is not JSON');
  if (thrown instanceof APIError && typeof thrown.status === 'number') {
    return failedByStatus(thrown.status, thrown, facts);
  }
  return { kind: 'failed', reason: 'the connection was lost', retries };
};
