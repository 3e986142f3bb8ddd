import { expect, test } from 'vitest';
import { openTarget } from '../../src/targets/registry.ts';
import { caseOf, errorThat, failedBy, filesOf, output, ports, produced, target } from './build.ts';

const open = (contents: Record<string, string>, globs = ['recordings/**']) =>
  openTarget(target({ recorded: globs }), ports({ files: filesOf(contents) }));

const lines = (...recordings: object[]) => recordings.map((one) => JSON.stringify(one)).join('\n');

test('a case gets its recording, from whichever file has it', async () => {
  const runner = await open({
    'recordings/a.jsonl': lines({ case: 'c-1', output: 'one' }),
    'recordings/.hidden/b.jsonl': `\n${lines({ case: 'c-2', output: 'two' })}\n\n`,
    'elsewhere.jsonl': 'not read',
  });
  expect(await produced(runner, caseOf('', 'c-1'))).toEqual(output('one'));
  expect(await produced(runner, caseOf('', 'c-2'))).toEqual(output('two'));
});

test('a case without a recording is an error, and so is a trial', async () => {
  const runner = await open({ 'recordings/a.jsonl': lines({ case: 'c-1', output: 'one' }) });
  expect(await produced(runner, caseOf('', 'c-9'))).toEqual(
    errorThat('no recording of this case; record again'),
  );
  expect(await produced(runner, caseOf('', 'c-1'), 1)).toMatchObject({ kind: 'error' });
});

test.each([[[0, 1]], [[1, 2]]])(
  'trials numbered %j are the first and the second',
  async (trials) => {
    const recordings = trials.map((trial) => ({ case: 'c-1', trial, output: `trial ${trial}` }));
    const runner = await open({ 'recordings/a.jsonl': lines(...recordings.toReversed()) });
    expect(await produced(runner, caseOf('', 'c-1'), 0)).toEqual(output(`trial ${trials[0]}`));
    expect(await produced(runner, caseOf('', 'c-1'), 1)).toEqual(output(`trial ${trials[1]}`));
  },
);

test('a recorded error has failed the case', async () => {
  const runner = await open({ 'recordings/a.jsonl': lines({ case: 'c-1', error: 'boom' }) });
  expect(await produced(runner)).toEqual(failedBy('it answered an error: boom'));
});

test('reading a recording is no model call', async () => {
  const runner = await open({ 'recordings/a.jsonl': lines({ case: 'c-1', output: 'one' }) });
  expect(await runner.run(caseOf(), 0, new AbortController().signal)).toMatchObject({ calls: 0 });
});

test.each([
  ['is not JSON', '{"case": "c-1", "outp', 'it is no JSON object'],
  ['is no object', '["c-1"]', 'it is no JSON object'],
  ['names no case', '{"output": "x"}', '`case` is not the id of a case'],
  ['has a strange trial', '{"case":"c-2","trial":"one","output":"x"}', 'whole number'],
  ['has no output', '{"case": "c-2"}', 'the answer is no output: output:'],
  ['has an error that is no text', '{"case": "c-2", "error": 5}', 'the answer is no output'],
  ['repeats a trial', '{"case":"c-1","output":"x"}', 'trial 0 of case c-1 is recorded twice'],
])('a line that %s is told with its place', async (_, line, why) => {
  const text = `${lines({ case: 'c-1', output: 'one' })}\n\n${line}\n`;
  await expect(open({ 'recordings/a.jsonl': text })).rejects.toMatchObject({
    name: 'Failure',
    message: 'recordings/a.jsonl:3: damaged recording',
    why: expect.stringContaining(why),
  });
});

test('globs that match nothing are told', async () => {
  await expect(open({})).rejects.toMatchObject({
    message: 'there are no recordings',
    why: 'no file matches recordings/**',
  });
});
