import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openTarget } from '../../src/targets/registry.ts';
import type { Runner } from '../../src/targets/target.ts';
import { caseOf, checkout, errorThat, failedBy, output, ports, produced, target } from './build.ts';

const opened: Runner[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((runner) => runner.close()));
});

/** A program that answers each request with the value of an expression over `request`. */
const answering = (expression: string, before = '') => `
  import { createInterface } from 'node:readline';
  import { appendFileSync, existsSync } from 'node:fs';
  appendFileSync('starts', 'x');
  const say = (text) => process.stdout.write(text + '\\n');
  const reply = (id, answer) => say(JSON.stringify({ id, ...answer }));
  ${before}
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const request = JSON.parse(line);
    const answer = await (async () => (${expression}))();
    if (answer !== undefined) reply(request.id, answer);
  });`;

const open = async (
  program: string,
  rest: Parameters<typeof target>[1] = {},
  env: string[] = [],
) => {
  const root = checkout({ 'app.mjs': program });
  const run = { command: [process.execPath, 'app.mjs'], env };
  const runner = await openTarget(target(run, rest), ports({ root }));
  opened.push(runner);
  return { root, runner };
};

/** One letter for each time that the program was started. */
const startsIn = (root: string): string => readFileSync(join(root, 'starts'), 'utf8');

const answersOf = async (runner: Runner, count: number) => {
  const cases = Array.from({ length: count }, (_, index) => caseOf('', `c-${index}`));
  return Promise.all(cases.map((one) => produced(runner, one)));
};

test('a case goes in as one line, and its output comes back', async () => {
  const { runner } = await open(answering('{ output: request }'));
  expect(await produced(runner, caseOf({ question: 'when?\n' }, 'c-7'), 2)).toEqual({
    kind: 'output',
    output: {
      output: { id: '1', case: 'c-7', trial: 2, input: { question: 'when?\n' } },
    },
  });
});

test('a worker is started once for each case in flight, and used again', async () => {
  const { root, runner } = await open(answering('{ output: request.case }'));
  expect(await answersOf(runner, 3)).toEqual(['c-0', 'c-1', 'c-2'].map(output));
  expect(await answersOf(runner, 3)).toEqual(['c-0', 'c-1', 'c-2'].map(output));
  expect(startsIn(root)).toBe('xxx');
});

test.each([
  ['an error', `{ error: 'no such tenant' }`, failedBy('it answered an error: no such tenant')],
  [
    'no output',
    `{ answer: 1 }`,
    failedBy(expect.stringMatching(/^the answer is no output: output:/)),
  ],
  [
    'a line that is no JSON',
    `say('Thinking ' + '.'.repeat(1000))`,
    failedBy(expect.stringMatching(/^answered a line that is not JSON: Thinking \.{200}/)),
  ],
  ['a line that is no object', `say('[1]')`, failedBy('answered a line that is no object: [1]')],
  ['no id', `say('{"output": "x"}')`, errorThat('answered without the id of the request')],
  [
    'another id',
    `reply('99', { output: 'x' })`,
    errorThat('answered with the id of another request'),
  ],
  [
    'an exit',
    `(console.error('x'.repeat(1000) + 'out of memory'), process.exit(3))`,
    failedBy(expect.stringMatching(/^the program exited with code 3: x{200,}out of memory$/)),
  ],
  ['a crash', `process.kill(process.pid, 'SIGSEGV')`, failedBy('the program was ended by SIGSEGV')],
  [
    'a line without end',
    `say('x'.repeat(9 << 20))`,
    errorThat('the program wrote a line longer than 8 MiB'),
  ],
])('%s is told, and the next case has a program in order', async (_, expression, expected) => {
  const { runner } = await open(
    answering(`request.case === 'bad' ? ${expression} : { output: 'good' }`),
  );
  expect(await produced(runner, caseOf('', 'first'))).toEqual(output('good'));
  expect(await produced(runner, caseOf('', 'bad'))).toEqual(expected);
  expect(await produced(runner, caseOf('', 'next'))).toEqual(output('good'));
});

test('a program that hangs once is asked again', async () => {
  const expression = `existsSync('hung') ? { output: 'at last' } : appendFileSync('hung', '')`;
  const { runner } = await open(answering(expression), { timeout: '600ms' });
  expect(await produced(runner)).toEqual(output('at last'));
});

test('a program that hangs is an error after the second time', async () => {
  const { root, runner } = await open(answering('undefined'), { timeout: '400ms' });
  expect(await produced(runner)).toEqual(errorThat('no answer within 400ms'));
  expect(startsIn(root)).toBe('xx');
});

test('a program that never comes up is started five times, and its cases fail with one reason', async () => {
  const { root, runner } = await open(`
    import { appendFileSync } from 'node:fs';
    appendFileSync('starts', 'x');
    throw new Error('no database');`);
  const answers = [];
  for (let index = 0; index < 8; index += 1) answers.push(await produced(runner));
  const [first, , , , , sixth, ...rest] = answers;
  expect(first).toEqual(
    failedBy(expect.stringMatching(/^the program exited with code 1: .*no database/s)),
  );
  expect(sixth).toEqual(
    failedBy(expect.stringMatching(/no database.*it is not started again\)$/s)),
  );
  expect(rest).toEqual([sixth, sixth]);
  expect(startsIn(root)).toBe('xxxxx');
});

test('a program that ends after each answer is started for each case', async () => {
  const program = answering(`(reply(request.id, { output: request.case }), process.exit(0))`);
  const { runner } = await open(program);
  for (const id of ['a', 'b', 'c']) {
    expect(await produced(runner, caseOf('', id))).toEqual(output(id));
  }
});

test('a program that is not there is an error', async () => {
  const runner = await openTarget(target({ command: ['no-such-program'] }), ports({ root: '/' }));
  expect(await produced(runner)).toEqual(errorThat('the program could not be started: ENOENT'));
});

test('what is under way is stopped', async () => {
  const { runner } = await open(answering('undefined'));
  const stop = new AbortController();
  const waiting = produced(runner, caseOf(), 0, stop.signal);
  stop.abort();
  expect(await waiting).toEqual(errorThat('stopped'));
  expect(await produced(runner, caseOf(), 0, stop.signal)).toEqual(errorThat('stopped'));
});

test('the program sees PATH, HOME and the variables that are listed', async () => {
  Object.assign(process.env, { APP_KEY: 'k', OTHER_KEY: 'o', GITHUB_TOKEN: 't', GITHUB_ENV: 'e' });
  const { runner } = await open(answering('{ output: Object.keys(process.env) }'), {}, ['APP_KEY']);
  const answer = await produced(runner);
  const names = answer.kind === 'output' ? answer.output.output : [];
  expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'APP_KEY']));
  expect(names).not.toEqual(expect.arrayContaining([expect.stringMatching(/OTHER_KEY|^GITHUB_/)]));
});

test.each([
  [false, 1],
  [true, 0],
])('where deterministic is %s, a run is taken for %d model calls', async (deterministic, calls) => {
  const answer = `{ output: 'x', usage: { input_tokens: 5, output_tokens: 6 } }`;
  const { runner } = await open(answering(answer), { deterministic });
  const made = await runner.run(caseOf(), 0, new AbortController().signal);
  expect(made).toMatchObject({ calls, inputTokens: 5, outputTokens: 6 });
});
