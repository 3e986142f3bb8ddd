import type { Case } from '../domain/case.ts';
import { errored, production } from './answer.ts';
import type { Meter } from './budget.ts';
import type { Production, Runner } from './target.ts';

export type Job = { case: Case; trial: number };
export type Done = Job & { production: Production };

export type ProduceOptions = {
  /** Runs in flight at most. */
  concurrency: number;
  budget: Meter;
  /** What the target's type takes a run to call: `callsPerRun`. */
  callsPerRun: number;
  signal: AbortSignal;
  /** Told after each run how many are done. */
  onProgress?: (done: number) => void;
};

const unmeasured = (reason: string, calls = 0): Production => production(errored(reason), calls);

const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Resolves when the signal is aborted, whatever the runner does. */
const stopping = (signal: AbortSignal, calls: number) => {
  const { promise, resolve } = Promise.withResolvers<Production>();
  const stop = () => resolve(unmeasured('stopped', calls));
  signal.addEventListener('abort', stop, { once: true });
  return { when: promise, forget: () => signal.removeEventListener('abort', stop) };
};

const runOne = async (runner: Runner, job: Job, options: ProduceOptions): Promise<Production> => {
  const { budget, callsPerRun, signal } = options;
  if (signal.aborted) return unmeasured('stopped');
  const refusal = budget.admit(callsPerRun);
  if (refusal !== undefined) return unmeasured(refusal);
  const stop = stopping(signal, callsPerRun);
  try {
    const made = await Promise.race([runner.run(job.case, job.trial, signal), stop.when]);
    budget.book({ ...made, calls: made.calls - callsPerRun });
    return made;
  } catch (thrown) {
    return unmeasured(`the target could not be run: ${reasonOf(thrown)}`);
  } finally {
    stop.forget();
  }
};

/**
 * Runs every job and yields each as it finishes: every job gives exactly one result, an error where
 * it could not be measured. No job is read before there is room for it.
 */
export async function* produce(
  runner: Runner,
  jobs: AsyncIterable<Job>,
  options: ProduceOptions,
): AsyncGenerator<Done> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  const source = jobs[Symbol.asyncIterator]();
  const inFlight = new Set<Promise<() => Done>>();
  const read = async () => ({ read: await source.next() });

  const start = (job: Job) => {
    const running = runOne(runner, job, { ...options, signal }).then((made) => () => {
      inFlight.delete(running);
      return { ...job, production: made };
    });
    inFlight.add(running);
  };

  let reading: ReturnType<typeof read> | undefined;
  let exhausted = false;
  let done = 0;
  try {
    for (;;) {
      if (!exhausted && inFlight.size < options.concurrency) reading ??= read();
      if (reading === undefined && inFlight.size === 0) return;
      const event = await Promise.race([...(reading === undefined ? [] : [reading]), ...inFlight]);
      if (typeof event === 'function') {
        const finished = event();
        options.onProgress?.((done += 1));
        yield finished;
        continue;
      }
      reading = undefined;
      if (event.read.done === true) exhausted = true;
      else start(event.read.value);
    }
  } finally {
    leaving.abort();
    await source.return?.();
  }
}
