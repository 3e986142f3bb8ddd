import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runToEnd, startLineProcess } from '../../src/edge/process.ts';
import type { LineProcess } from '../../src/targets/line-process.ts';
import { temporaryFolder } from '../local/scratch.ts';

const env = { PATH: process.env['PATH'] ?? '' };
const root = temporaryFolder('process');
const node = (program: string) => [process.execPath, '--input-type=module', '-e', program];

const start = (program: string, options: { maxLineBytes?: number } = {}) =>
  startLineProcess(node(program), { cwd: root, env, ...options });

const linesOf = (process: LineProcess): string[] => {
  const lines: string[] = [];
  process.onLine((line) => lines.push(line));
  return lines;
};

const isAlive = (pid: number): boolean => {
  try {
    // A zombie that nobody has waited for yet is dead.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** A program that starts another, says its id, and then stays. */
const parent = (first: string, stay: string) => `
  import { spawn } from 'node:child_process';
  ${first}
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  console.log(child.pid);
  ${stay}`;

test('lines go in and come out whole, however they are cut', async () => {
  const echo = start(`
    process.stdin.setEncoding('utf8').on('data', (text) => {
      for (const byte of Buffer.from(text + '\\n\\r\\nlast')) process.stdout.write(Buffer.of(byte));
      process.stdin.destroy();
    });`);
  const lines = linesOf(echo);
  echo.send('{"a": "ü€😀"}');
  expect(await echo.exited).toEqual({ kind: 'exited', code: 0, signal: null });
  expect(lines).toEqual(['{"a": "ü€😀"}', 'last']);
});

test('a large line comes whole, and one that is too large ends the program', async () => {
  const program = `process.stdout.write('x'.repeat(3 << 20) + '\\n'); setInterval(() => {}, 1000);`;
  const enough = start(program);
  const lines = linesOf(enough);
  await vi.waitFor(() => expect(lines[0]?.length).toBe(3 << 20), 10_000);
  await enough.kill();
  const small = start(program, { maxLineBytes: 1 << 20 });
  const none = linesOf(small);
  expect(await small.exited).toEqual({ kind: 'line too long', bytes: 1 << 20 });
  expect(none).toEqual([]);
});

test('the end of standard error is kept', async () => {
  const noisy = start(
    `console.error('x'.repeat(100_000)); console.error('the end'); process.exit(3);`,
  );
  expect(await noisy.exited).toMatchObject({ code: 3 });
  expect(noisy.stderrTail()).toMatch(/the end\n$/);
  expect(noisy.stderrTail().length).toBeLessThan(5000);
});

test('killing a program ends what it started, even where it will not end', async () => {
  const stubborn = start(
    parent(`process.on('SIGTERM', () => {});`, `setInterval(() => {}, 1000);`),
  );
  const lines = linesOf(stubborn);
  await vi.waitFor(() => expect(lines.length).toBe(1), 10_000);
  await stubborn.kill();
  expect(await stubborn.exited).toMatchObject({ signal: 'SIGKILL' });
  await vi.waitFor(() => expect(isAlive(Number(lines[0]))).toBe(false), 5000);
});

test('a program that ends leaves nothing running, nor does what it left hold up its end', async () => {
  const crashing = start(parent('', `setTimeout(() => process.exit(7), 50);`));
  const lines = linesOf(crashing);
  expect(await crashing.exited).toMatchObject({ code: 7 });
  await vi.waitFor(() => expect(isAlive(Number(lines[0]))).toBe(false), 5000);
});

test('a program that is not there is told', async () => {
  const missing = startLineProcess(['no-such-program'], { cwd: root, env });
  missing.send('hello');
  expect(await missing.exited).toEqual({ kind: 'not started', why: 'ENOENT' });
  await missing.kill();
});

test('sending to a program that has ended does no harm', async () => {
  const ended = start('');
  await ended.exited;
  ended.send('hello');
  expect(await ended.exited).toMatchObject({ code: 0 });
});

test('nothing of an argument is for a shell', async () => {
  const mark = join(root, 'pwned');
  const argv = ['echo', `$(touch ${mark})`, `; touch ${mark}`];
  const { stdout } = await runToEnd(argv, { cwd: root, env, timeoutMs: 5000, maxBytes: 1000 });
  expect(stdout).toBe(`$(touch ${mark}) ; touch ${mark}\n`);
  expect(existsSync(mark)).toBe(false);
});

test('a program sees the environment that it is given, and no other', async () => {
  const argv = node('console.log(JSON.stringify(process.env))');
  const where = { cwd: root, env: { ONLY: 'this' }, timeoutMs: 10_000, maxBytes: 1000 };
  expect(JSON.parse((await runToEnd(argv, where)).stdout)).toEqual({ ONLY: 'this' });
});

test.each([
  [
    'ends',
    `console.log('out'); console.error('err'); process.exit(2)`,
    { code: 2, stdout: 'out\n', stderr: 'err\n' },
  ],
  [
    'reads its input',
    `process.stdin.on('end', () => console.log('none')).resume()`,
    { code: 0, stdout: 'none\n' },
  ],
  [
    'never ends',
    `setInterval(() => {}, 1000)`,
    { code: null, reason: 'it took longer than 1.5 s' },
  ],
  [
    'writes without end',
    `for (;;) process.stdout.write('x'.repeat(1000))`,
    { code: null, reason: 'it wrote more than 1000 bytes' },
  ],
  [
    'is killed',
    `process.kill(process.pid, 'SIGKILL')`,
    { code: null, reason: 'it was ended by SIGKILL' },
  ],
])('a program that %s is run to its end', async (_, program, expected) => {
  const ended = await runToEnd(node(program), { cwd: root, env, timeoutMs: 1500, maxBytes: 1000 });
  expect(ended).toMatchObject(expected);
});

test('a program that is not there is told when it is run to its end', async () => {
  const where = { cwd: root, env, timeoutMs: 1000, maxBytes: 1000 };
  expect(await runToEnd(['no-such-program'], where)).toMatchObject({
    code: null,
    reason: 'it could not be started: ENOENT',
  });
});
