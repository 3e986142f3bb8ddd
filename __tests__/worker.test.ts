import { expect, test } from 'vitest';
import { runToEnd, startLineProcess } from '../src/edge/process.ts';
import { checkout, workerFile } from './targets/build.ts';

const env = { PATH: process.env['PATH'] ?? '' };

const ask = async (files: Record<string, string>, requests: object[]) => {
  const worker = startLineProcess([process.execPath, workerFile], { cwd: checkout(files), env });
  const answers: unknown[] = [];
  const answered = Promise.withResolvers<void>();
  worker.onLine((line) => {
    answers.push(JSON.parse(line));
    if (answers.length === requests.length) answered.resolve();
  });
  requests.forEach((request) => worker.send(JSON.stringify(request)));
  await answered.promise;
  const stderr = worker.stderrTail();
  await worker.kill();
  return { answers, stderr };
};

test('a function is called with one argument or with several', async () => {
  const { answers } = await ask({ 'a.ts': `export default (...given: unknown[]) => given;` }, [
    { id: 1, file: 'a.ts', argument: 'x' },
    { id: 'two', file: './a.ts', arguments: ['x', { y: 1 }] },
  ]);
  expect(answers).toEqual([
    { id: 1, value: ['x'] },
    { id: 'two', value: ['x', { y: 1 }] },
  ]);
});

test('a file is imported once, and only imported where that is asked', async () => {
  const file = `let calls = 0; console.log('loading'); export default () => (calls += 1);`;
  const { answers, stderr } = await ask({ 'a.mjs': file }, [
    { id: 1, file: 'a.mjs', load: true },
    { id: 2, file: 'a.mjs' },
    { id: 3, file: 'a.mjs' },
  ]);
  expect(answers).toEqual([
    { id: 1, value: true },
    { id: 2, value: 1 },
    { id: 3, value: 2 },
  ]);
  expect(stderr).toBe('loading\n');
});

test('calls are answered in the order of the requests', async () => {
  const file = `export default async (turns) => {
    for (; turns > 0; turns -= 1) await new Promise(setImmediate);
  };`;
  const requests = [50, 0, 20].map((argument, id) => ({ id, file: 'a.mjs', argument }));
  const { answers } = await ask({ 'a.mjs': file }, requests);
  expect(answers).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }]);
});

test('what is thrown is told', async () => {
  const file = `export default () => { throw new RangeError('too far'); };`;
  const { answers } = await ask({ 'a.mjs': file }, [{ id: 1, file: 'a.mjs' }]);
  expect(answers).toEqual([{ id: 1, thrown: 'RangeError: too far' }]);
});

test('the worker ends when whoever asked is gone', async () => {
  const where = { cwd: checkout({}), env, timeoutMs: 20_000, maxBytes: 1000 };
  expect(await runToEnd([process.execPath, workerFile], where)).toMatchObject({ code: 0 });
});
