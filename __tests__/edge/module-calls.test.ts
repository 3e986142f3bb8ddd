import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Unusable } from '../../src/domain/assertion.ts';
import { moduleCalls, type ModuleCalls } from '../../src/edge/module-calls.ts';
import { temporaryFolder } from '../local/scratch.ts';
import { checkout, workerFile } from '../targets/build.ts';

const opened: ModuleCalls[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((calls) => calls.close()));
});

const open = (
  files: Record<string, string>,
  limits: { timeoutMs?: number; loadMs?: number } = {},
) => {
  const root = checkout(files);
  const env = { PATH: process.env['PATH'] ?? '' };
  const calls = moduleCalls({ worker: workerFile, root, env, ...limits });
  opened.push(calls);
  return { root, call: (file: string) => calls.call(file) };
};

const evaluate = `export default (code) => eval(code);`;

test('the default export is called, of TypeScript and of JavaScript', async () => {
  const { call } = open({
    'a.ts': `type A = { n: number }; export default async (a: A): Promise<number> => a.n + 1;`,
    'b.mjs': `export default (a) => ({ was: a });`,
    'c.cjs': `module.exports = (a) => [a];`,
  });
  expect(await call('a.ts')({ n: 1 })).toBe(2);
  expect(await call('b.mjs')('x')).toEqual({ was: 'x' });
  expect(await call('c.cjs')('x')).toEqual(['x']);
});

test('calls that are made at once are each answered with their own value', async () => {
  const { call } = open({ 'a.mjs': `export default (n) => n * 2;` });
  const numbers = Array.from({ length: 500 }, (_, index) => index);
  expect(await Promise.all(numbers.map(call('a.mjs')))).toEqual(numbers.map((n) => n * 2));
});

test('a call that never ends is blamed, and no other', async () => {
  const { call } = open({ 'a.mjs': evaluate }, { timeoutMs: 300 });
  const run = call('a.mjs');
  const results = await Promise.allSettled(
    [
      '1',
      'for (;;);',
      '2',
      'new Promise(() => {})',
      '/^(a+)+$/.test("a".repeat(40) + "!")',
      '3',
    ].map(run),
  );
  const late = { status: 'rejected', reason: new Error('took longer than 0.3 s') };
  const values = [1, late, 2, late, late, 3];
  expect(results).toEqual(
    values.map((one) => (one === late ? late : { status: 'fulfilled', value: one })),
  );
});

test('a call that ends the process is told how, and the next has a fresh one', async () => {
  const { call } = open({ 'a.mjs': evaluate });
  const run = call('a.mjs');
  await expect(run('console.error("I quit"); process.exit(4)')).rejects.toThrow(
    'the worker exited with code 4: I quit',
  );
  expect(await run('1 + 1')).toBe(2);
});

test.each([
  ['console.log("hello"), 1', 1],
  ['process.stdout.write("no line end"), 2', 2],
  ['process.getBuiltinModule("fs").writeSync(1, "past the redirection"), 3', 3],
  ['process.getBuiltinModule("fs").writeSync(1, "{}\\n[]\\nnull\\n"), 4', 4],
])('printing does not disturb the answer: %s', async (code, expected) => {
  expect(await open({ 'a.mjs': evaluate }).call('a.mjs')(code)).toBe(expected);
});

test.each([
  ['throws', `export default () => { throw new TypeError('no') };`, 'TypeError: no'],
  ['throws a text', `export default () => { throw 'no' };`, 'no'],
  ['does not parse', `export default (`, 'SyntaxError'],
  ['exports no function', `export const a = 1;`, 'the default export of a.mjs is no function'],
  ['answers what is no JSON', `export default () => 1n;`, 'BigInt'],
])('a module that %s is told', async (_, code, reason) => {
  await expect(open({ 'a.mjs': code }).call('a.mjs')(1)).rejects.toThrow(reason);
});

test('a module that never loads is told', async () => {
  const { call } = open({ 'a.mjs': `for (;;);` }, { loadMs: 500 });
  await expect(call('a.mjs')(1)).rejects.toThrow('took longer than 0.5 s');
});

test('a module sees no variable of this process but those that are given', async () => {
  process.env['FAILMODE_TEST_KEY'] = 'secret';
  const { call } = open({ 'a.mjs': `export default () => Object.keys(process.env);` });
  expect(await call('a.mjs')(1)).toEqual(['PATH']);
});

test('a file that is not there, or not inside, is refused before any call', () => {
  const { root, call } = open({ 'evals/a.mjs': evaluate });
  const outside = join(temporaryFolder('outside'), 'b.mjs');
  writeFileSync(outside, evaluate);
  symlinkSync(outside, join(root, 'link.mjs'));
  for (const file of ['none.mjs', 'evals', '../b.mjs', outside, 'link.mjs']) {
    expect(() => call(file)).toThrow(Unusable);
  }
});

test('closing answers whoever waits', async () => {
  const root = checkout({ 'a.mjs': evaluate });
  const calls = moduleCalls({ worker: workerFile, root, env: {} });
  const first = calls.call('a.mjs');
  expect(await first('1')).toBe(1);
  const waiting = Promise.allSettled(['for (;;);', '1'].map(first));
  await calls.close();
  const rejected = { status: 'rejected', reason: new Error('stopped') };
  expect(await waiting).toEqual([rejected, rejected]);
});
