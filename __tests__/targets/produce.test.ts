import { expect, test } from 'vitest';
import { openMeter } from '../../src/targets/budget.ts';
import { produce, type Done, type Job, type ProduceOptions } from '../../src/targets/produce.ts';
import type { Production, Runner } from '../../src/targets/target.ts';
import { caseOf, never, output } from './build.ts';

const made = (text: string, rest: Partial<Production> = {}): Production => ({
  produced: { kind: 'output', output: { output: text } },
  inputTokens: 0,
  outputTokens: 0,
  calls: 1,
  ...rest,
});

const runnerOf = (run: Runner['run']): Runner => ({ run, close: async () => {} });

const jobsOf = async function* (count: number, seen?: (read: number) => void): AsyncGenerator<Job> {
  for (let index = 0; index < count; index += 1) {
    seen?.(index + 1);
    yield { case: caseOf('', `c-${index}`), trial: 0 };
  }
};

const budget = (limits: { calls?: number; usd?: number } = {}) =>
  openMeter({ calls: 1e6, usd: 1e6, minutes: 20, ...limits }, () => 0);

const options = (rest: Partial<ProduceOptions> = {}): ProduceOptions => ({
  concurrency: 4,
  callsPerRun: 1,
  signal: never,
  budget: budget(),
  ...rest,
});

const collect = async (producing: AsyncIterable<Done>): Promise<Done[]> => {
  const results: Done[] = [];
  for await (const done of producing) results.push(done);
  return results;
};

const all = (runner: Runner, count: number, rest: Partial<ProduceOptions> = {}) =>
  collect(produce(runner, jobsOf(count), options(rest)));

const tick = () => new Promise((resolve) => setImmediate(resolve));

const reasonsOf = (results: readonly Done[]) =>
  results.map(({ production: { produced: one } }) => ('reason' in one ? one.reason : 'output'));

const idsOf = (results: readonly Done[]) => results.map((done) => done.case.id);
const expectedIds = (count: number) => Array.from({ length: count }, (_, index) => `c-${index}`);

test('every job gives one result, and no more than the concurrency are in flight', async () => {
  let inFlight = 0;
  let most = 0;
  const runner = runnerOf(async (one) => {
    most = Math.max(most, (inFlight += 1));
    for (let turn = one.id.length % 3; turn >= 0; turn -= 1) await tick();
    inFlight -= 1;
    return made(one.id);
  });
  const results = await all(runner, 200, { concurrency: 7 });
  expect(new Set(idsOf(results))).toEqual(new Set(expectedIds(200)));
  expect(results.length).toBe(200);
  expect(most).toBe(7);
  expect(results.every((done) => done.production.produced.kind === 'output')).toBe(true);
});

test('results come as they finish', async () => {
  const first = Promise.withResolvers<Production>();
  const runner = runnerOf((one) =>
    one.id === 'c-0' ? first.promise : Promise.resolve(made(one.id)),
  );
  const results = produce(runner, jobsOf(3), options({ concurrency: 2 }));
  const seen: string[] = [];
  for await (const done of results) {
    seen.push(done.case.id);
    if (seen.length === 2) first.resolve(made('c-0'));
  }
  expect(seen).toEqual(['c-1', 'c-2', 'c-0']);
});

test('a slow reader holds back the jobs', async () => {
  let read = 0;
  const runner = runnerOf(async (one) => made(one.id));
  const jobs = jobsOf(1000, (count) => (read = count));
  const results = produce(runner, jobs, options({ concurrency: 4 }));
  await results.next();
  for (let turn = 0; turn < 20; turn += 1) await tick();
  expect(read).toBeLessThanOrEqual(4);
  await results.return(undefined);
});

test('slow jobs do not hold back results', async () => {
  const gate = Promise.withResolvers<void>();
  const jobs = async function* (): AsyncGenerator<Job> {
    yield { case: caseOf('', 'c-0'), trial: 0 };
    await gate.promise;
    yield { case: caseOf('', 'c-1'), trial: 0 };
  };
  const results = produce(
    runnerOf(async (one) => made(one.id)),
    jobs(),
    options(),
  );
  expect((await results.next()).value).toMatchObject({ case: { id: 'c-0' } });
  gate.resolve();
  expect((await results.next()).value).toMatchObject({ case: { id: 'c-1' } });
  expect((await results.next()).done).toBe(true);
});

test('a runner that throws loses no case', async () => {
  const runner = runnerOf(async (one) => {
    if (one.id.endsWith('3')) throw new Error('broken');
    return made(one.id);
  });
  const results = await all(runner, 20);
  expect(idsOf(results).toSorted()).toEqual(expectedIds(20).toSorted());
  expect(reasonsOf(results).filter((reason) => reason !== 'output')).toEqual([
    'the target could not be run: broken',
    'the target could not be run: broken',
  ]);
});

test('when the budget is used up the rest are errors, and none of them runs', async () => {
  let ran = 0;
  const runner = runnerOf(async (one) => {
    ran += 1;
    return made(one.id);
  });
  const results = await all(runner, 50, { budget: budget({ calls: 12 }) });
  expect(results.length).toBe(50);
  expect(ran).toBe(12);
  const usedUp = reasonsOf(results).filter((reason) => reason !== 'output');
  expect(usedUp).toEqual(Array.from({ length: 38 }, () => 'the budget of 12 calls is used up'));
});

test('money that is spent stops the run within what was in flight', async () => {
  let ran = 0;
  const runner = runnerOf(async (one) => {
    ran += 1;
    await tick();
    return made(one.id, { usd: 0.25 });
  });
  const results = await all(runner, 50, { budget: budget({ usd: 1 }), concurrency: 4 });
  expect(results.length).toBe(50);
  expect(ran).toBeLessThan(4 + 4);
});

test('a run that made fewer calls than it was taken for gives them back', async () => {
  const meter = budget({ calls: 10 });
  const runner = runnerOf(async (one) => made(one.id, { calls: 0 }));
  expect(reasonsOf(await all(runner, 50, { budget: meter }))).not.toContainEqual(/budget/);
  expect(meter.used.calls).toBe(0);
});

test('stopping makes an error of every case that is unfinished', async () => {
  const stop = new AbortController();
  const runner = runnerOf((one) =>
    one.id === 'c-0' ? Promise.resolve(made('c-0')) : new Promise(() => {}),
  );
  const results: Done[] = [];
  for await (const done of produce(runner, jobsOf(30), options({ signal: stop.signal }))) {
    results.push(done);
    stop.abort();
  }
  expect(results[0]?.production.produced).toEqual(output('c-0'));
  expect(reasonsOf(results.slice(1))).toEqual(Array.from({ length: 29 }, () => 'stopped'));
});

test('leaving early stops what is in flight and closes the source', async () => {
  let closed = false;
  const jobs = async function* (): AsyncGenerator<Job> {
    try {
      yield* jobsOf(100);
    } finally {
      closed = true;
    }
  };
  const signals: AbortSignal[] = [];
  const runner = runnerOf((one, _, signal) => {
    signals.push(signal);
    return one.id === 'c-0' ? Promise.resolve(made('c-0')) : new Promise(() => {});
  });
  for await (const _ of produce(runner, jobs(), options())) break;
  expect(closed).toBe(true);
  expect(signals.every((signal) => signal.aborted)).toBe(true);
});

async function* brokenJobs(): AsyncGenerator<Job> {
  yield* jobsOf(1);
  throw new Error('cases.jsonl:7: not JSON');
}

test('a source that breaks is told to the reader', async () => {
  const runner = runnerOf(async (one) => made(one.id));
  await expect(collect(produce(runner, brokenJobs(), options()))).rejects.toThrow('cases.jsonl:7');
});

test('progress counts what is done', async () => {
  const counts: number[] = [];
  const runner = runnerOf(async (one) => made(one.id));
  await all(runner, 3, { onProgress: (done) => counts.push(done) });
  expect(counts).toEqual([1, 2, 3]);
});
