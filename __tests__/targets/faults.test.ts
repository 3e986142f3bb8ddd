import { expect, test } from 'vitest';
import { modelSchema } from '../../src/domain/config.ts';
import { openaiProvider } from '../../src/providers/openai.ts';
import { openMeter } from '../../src/targets/budget.ts';
import { produce, type Job } from '../../src/targets/produce.ts';
import { openTarget } from '../../src/targets/registry.ts';
import { endpoint, noPause, type Reply } from '../providers/endpoint.ts';
import { caseOf, filesOf, never, ports, target } from './build.ts';

const faults: Reply[] = [
  { status: 429 },
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 500 },
  { status: 529, body: 'overloaded' },
  { fault: 'cut' },
  { fault: 'cut in the body', body: '{"choices": []}' },
  { fault: 'hang' },
  { headers: { 'content-type': 'text/html' }, body: '<html></html>' },
  { body: '{"choices": [{"mess' },
  { body: '{"choices": []}' },
];

/** A number of 0 to 1 for each number, always the same (mulberry32). */
const chance = (seed: number): number => {
  const mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
};

const lastMessage = (body: string): string => JSON.parse(body).messages.at(-1).content;

const run = async (count: number, share: number) => {
  let inFlight = 0;
  let most = 0;
  const { url, asked } = await endpoint(({ body }, number) => {
    const draw = chance(number * 2654435761);
    if (draw < share) return faults[Math.floor((draw / share) * faults.length)] ?? {};
    const choices = [{ message: { content: `echo ${lastMessage(body)}` } }];
    return { body: JSON.stringify({ choices }) };
  });
  const model = modelSchema.parse({ model: 'm', base_url: url });
  const provider = openaiProvider({ env: {}, pause: noPause().pause });
  const runner = await openTarget(
    target({ prompt: 'p.md', model: 'app' }, { timeout: '250ms' }),
    ports({
      async ask(request, signal) {
        most = Math.max(most, (inFlight += 1));
        const reply = await provider(request, signal);
        inFlight -= 1;
        return reply;
      },
      models: { app: model },
      files: filesOf({ 'p.md': 'Echo.' }),
    }),
  );
  const jobs = async function* (): AsyncGenerator<Job> {
    for (let index = 0; index < count; index += 1) {
      yield { case: caseOf(`n${index}`, `c-${index}`), trial: 0 };
    }
  };
  const budget = openMeter({ calls: count, usd: 1, minutes: 20 }, () => 0);
  const results = new Map<string, unknown>();
  const options = { concurrency: 16, callsPerRun: 1, budget, signal: never };
  for await (const { case: one, production } of produce(runner, jobs(), options)) {
    expect(results.has(one.id)).toBe(false);
    const { produced } = production;
    results.set(one.id, produced.kind === 'output' ? produced.output.output : produced.kind);
  }
  return { results, asked, most };
};

test('of 1000 cases on a model with 30 % faults none is lost, doubled or mixed up', async () => {
  const { results, asked, most } = await run(1000, 0.3);
  expect(results.size).toBe(1000);
  const wrong = [...results].filter(
    ([id, result]) => result !== `echo ${id.replace('c-', 'n')}` && result !== 'error',
  );
  expect(wrong).toEqual([]);
  expect([...results.values()].filter((result) => result === 'error').length).toBeLessThan(50);
  expect(asked.length).toBeGreaterThan(1250);
  expect(most).toBe(16);
}, 30_000);

test('on a model that is down for good every case is an error, and soon', async () => {
  const { results, asked } = await run(300, 1);
  expect(results.size).toBe(300);
  expect(new Set(results.values())).toEqual(new Set(['error']));
  expect(asked.length).toBeLessThan(250);
}, 30_000);
