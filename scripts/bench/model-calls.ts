import { startModel, type Decide } from '../../__tests__/local/model.ts';
import { median, runNode } from './child.ts';
import { countsOf } from './results.ts';
import { caseId, jsonLines, paths, startSuite } from './suite.ts';
import { answer, chanceFrom, question } from './texts.ts';

export const calls = 500;
export const together = 32;
const delayMs = 200;

/** What no client can beat, in seconds. */
export const idealSeconds = (Math.ceil(calls / together) * delayMs) / 1000;

const startPrompted = (url: string): Promise<string> => {
  const chance = chanceFrom(calls);
  return startSuite({
    models: `{ stand-in: { model: stand-in, base_url: '${url}' } }`,
    run: '{ prompt: prompts/leasing.md, model: stand-in }',
    concurrency: together,
    modes: { 'answers-nothing': '{ type: contains, value: Thank you }' },
    files: {
      'prompts/leasing.md': 'You answer questions about the apartments of Juniper Court.\n',
      [paths.cases]: jsonLines(calls, (at) => ({ id: caseId(at), input: question(chance) })),
    },
  });
};

const steady = (): Decide => {
  const chance = chanceFrom(1);
  return () => ({ content: answer(chance), delayMs });
};

/** Of 100 requests 5 come too soon, by the endpoint's count, and 2 meet a fault of its own. */
const faulty = (): Decide => {
  const chance = chanceFrom(1);
  return ({ index }) => {
    const luck = chance();
    if (luck < 0.05) return { status: 429, retryAfter: index % 2 };
    if (luck < 0.07) return { status: 500, delayMs };
    return { content: answer(chance), delayMs };
  };
};

export type Called = {
  seconds: number;
  /** Requests to the model, the repeated ones too, and the most that were in flight at once. */
  requests: number;
  inFlight: number;
  /** Cases that passed or failed: all others are lost. */
  graded: number;
};

const callOnce = async (cli: string, decide: Decide): Promise<Called> => {
  const model = await startModel(decide);
  const root = await startPrompted(model.url);
  const { seconds, stdout } = await runNode([cli, 'check', '--force', '--json'], root);
  await model.close();
  const { passed, failed } = countsOf(stdout)['answers-nothing'] ?? { passed: 0, failed: 0 };
  const { requests, gauge } = model;
  return {
    seconds,
    requests: requests.length,
    inFlight: gauge.maxInFlight,
    graded: passed + failed,
  };
};

const callAll = async (cli: string, rounds: number, replies: () => Decide): Promise<Called> => {
  const runs: Called[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await callOnce(cli, replies()));
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    requests: median(runs.map(({ requests }) => requests)),
    inFlight: Math.max(...runs.map(({ inFlight }) => inFlight)),
    graded: Math.min(...runs.map(({ graded }) => graded)),
  };
};

/** 500 calls of a model that answers, and of one that refuses some of them at first. */
export const callModels = async (cli: string, rounds: number) => ({
  steady: await callAll(cli, rounds, steady),
  faulty: await callAll(cli, rounds, faulty),
});
