import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; ends early, by throwing, where the signal is aborted. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export const pause: Pause = (ms, signal) =>
  sleep(ms, undefined, signal === undefined ? {} : { signal });

/** One try: what it gave, or why not and how often such a failure is tried again. */
export type Try<Value> =
  | { kind: 'done'; value: Value }
  | { kind: 'failed'; reason: string; retries: number; waitMs?: number; status?: number };

export type Tried<Value> =
  | { kind: 'done'; value: Value }
  | { kind: 'failed'; reason: string; tries: number; status?: number };

/** A server that asks for a longer pause is not waited for. */
const longestWaitMs = 120_000;

const backOffMs = (tries: number): number => Math.min(500 * 2 ** (tries - 1), 8000);

/** What a `Retry-After` says, in milliseconds: a number of seconds or a date. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
};

/** Tries until it is done, or has failed as often as that failure allows. */
export const retry = async <Value>(
  attempt: () => Promise<Try<Value>>,
  { pause: wait, signal }: { pause: Pause; signal: AbortSignal | undefined },
): Promise<Tried<Value>> => {
  for (let tries = 1; ; tries += 1) {
    const tried = await attempt();
    if (tried.kind === 'done') return tried;
    const waitMs = tried.waitMs ?? backOffMs(tries);
    const over = tries > tried.retries || waitMs > longestWaitMs;
    if (signal?.aborted === true) return { kind: 'failed', reason: 'stopped', tries };
    const { reason, status } = tried;
    if (over) return { kind: 'failed', reason, tries, ...(status !== undefined && { status }) };
    await wait(waitMs, signal).catch(() => {});
  }
};

export const describeTries = ({ reason, tries }: { reason: string; tries: number }): string =>
  tries === 1 || reason === 'stopped' ? reason : `${reason}, ${tries} times`;
