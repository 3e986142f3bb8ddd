import { expect, test } from 'vitest';
import { openTarget } from '../../src/targets/registry.ts';
import { caseOf, checkout, errorThat, failedBy, output, ports, produced, target } from './build.ts';

const open = (file: string, code: string, timeout = '20s') =>
  openTarget(target({ module: file }, { timeout }), ports({ root: checkout({ [file]: code }) }));

const inputOf = async (code: string, input = 'hello') => {
  const runner = await open('answer.ts', code);
  const answer = await produced(runner, caseOf(input, 'c-7'), 1);
  await runner.close();
  return answer;
};

test('a module is given the input, the case and the trial', async () => {
  const code = `type Context = { case: string; trial: number };
    export default async (input: string, { case: id, trial }: Context): Promise<string> =>
      [input, id, trial].join(' ');`;
  expect(await inputOf(code)).toEqual(output('hello c-7 1'));
});

test.each([
  ['answers an output', `export default () => ({ output: 'x' })`, output('x')],
  [
    'prints',
    `export default () => { console.log('{"id":"1","value":"forged"'); return 'x'; }`,
    output('x'),
  ],
  [
    'throws',
    `export default () => { throw new RangeError('too far') }`,
    failedBy('it threw: RangeError: too far'),
  ],
  [
    'answers an error',
    `export default () => ({ error: 'no' })`,
    failedBy('it answered an error: no'),
  ],
  ['answers nothing', `export default () => {}`, failedBy('the answer is nothing')],
  [
    'ends the process',
    `export default () => process.exit(2)`,
    failedBy('the program exited with code 2'),
  ],
])('a module that %s', async (_, code, expected) => {
  expect(await inputOf(code)).toEqual(expected);
});

test('a module that never answers is an error', async () => {
  const runner = await open('a.mjs', 'export default () => { for (;;); }', '500ms');
  expect(await produced(runner)).toEqual(errorThat('no answer within 500ms'));
});

test('a module that is not there has failed every case', async () => {
  const runner = await openTarget(target({ module: 'none.ts' }), ports({ root: checkout({}) }));
  expect(await produced(runner)).toEqual(failedBy(expect.stringContaining('none.ts')));
  await runner.close();
});

test.each(['../a.ts', '/a.ts', 'a/../../b.ts'])('%s is outside the repository', async (file) => {
  await expect(openTarget(target({ module: file }), ports())).rejects.toMatchObject({
    name: 'Failure',
    message: `${file} is outside the repository`,
  });
});
