import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../local/runner.ts';
import { desk, prompts } from './desk.ts';
import { startStory } from './story.ts';

/** A clone on somebody's machine, of a help desk that may have a stored baseline. */
const clone = async ({ stored = true } = {}) => {
  const story = await startStory(desk());
  if (stored) {
    await story.pushed();
    await story.hub.mirrorBranch('failmode-data', story.repository.origin);
  }
  const { work } = story.repository;
  await story.repository.git('fetch', 'origin', 'main');
  await story.repository.branch('topic');
  const write = (path: string, text: string) => writeFile(join(work, path), text);
  return { story, write, failmode: (...args: string[]) => runCli(args, { cwd: work }) };
};

test('check says what the gate would, of changes that are not committed yet', async () => {
  const { write, failmode } = await clone();
  await write('prompts/system.md', prompts.uncited);
  const run = await failmode('check');
  expect(run.exitCode, run.stderr).toBe(1);
  expect(run.stdout).toMatch(/1 of 2 failure modes regressed: the merge would be blocked/);
  expect(run.stdout).toContain('prompts/system.md');
});

test('check of one case runs that case alone, as the comment says', async () => {
  const { write, failmode } = await clone();
  await write('prompts/system.md', prompts.uncited);
  const run = await failmode('check', '--case', 'fees-easy', '--json');
  const report = JSON.parse(run.stdout);
  expect(report.targets).toMatchObject([{ cases: 1, ran: 1 }]);
  expect(report.decision.verdict).toBe('regressed');
});

test('check of one case leaves out the evals that do not apply to it', async () => {
  const { write, failmode } = await clone();
  const when = '    when: [{ type: contains, of: input, value: pets }]\n    assert: [';
  const curt = (desk()['evals/modes/curt.yml'] ?? '').replace('    assert: [', when);
  await write('evals/modes/curt.yml', curt);
  const run = await failmode('check', '--case', 'fees-easy', '--json');
  const report = JSON.parse(run.stdout);
  expect(report.decision.rows.map(({ mode }: { mode: string }) => mode)).toEqual(['uncited']);
});

test('check of a case that is not there says so, and asks for the one that was meant', async () => {
  const { failmode } = await clone();
  const { exitCode, stderr } = await failmode('check', '--case', 'fees-esy');
  expect(exitCode).toBe(2);
  expect(stderr).toContain(
    'there is no case `fees-esy`: no target has it; did you mean `fees-easy`?',
  );
});

test('check without a change succeeds and runs nothing', async () => {
  const { failmode } = await clone();
  const run = await failmode('check');
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(/othing that a target depends on was touched/);
});

test('check with a base runs both sides where no baseline is stored', async () => {
  const { write, failmode } = await clone({ stored: false });
  await write('prompts/system.md', prompts.uncited);
  expect((await failmode('check')).stdout).toMatch(/No baseline yet/);
  const run = await failmode('check', '--base', 'main');
  expect(run.exitCode, run.stderr).toBe(1);
  expect(run.stdout).toMatch(/12\/12.*0\/12/);
});

test('lint tells every problem with its place, and exits with 2', async () => {
  const { write, failmode } = await clone({ stored: false });
  expect(await failmode('lint')).toMatchObject({ exitCode: 0, stdout: 'No problems.\n' });
  await write(
    'evals/modes/curt.yml',
    (desk()['evals/modes/curt.yml'] ?? '').replace('rung: code', 'rung: cod'),
  );
  await write('evals/cases/desk.jsonl', '{"id":"../x","input":"a"}\n{"id":"a","input":\n');
  const run = await failmode('lint');
  expect(run.exitCode).toBe(2);
  expect(run.stdout).toMatch(/^evals\/modes\/curt\.yml:6:11: .*did you mean/m);
  expect(run.stdout).toMatch(/^evals\/cases\/desk\.jsonl:1:\d+: /m);
  expect(run.stdout).toMatch(/^evals\/cases\/desk\.jsonl:2:\d+: /m);
});

test.each([[['chek']], [['check', '--bse', 'main']], [['check', '--base', 'no-such-branch']]])(
  'wrong use exits with 2: %j',
  async (args) => {
    const { failmode } = await clone({ stored: false });
    const run = await failmode(...args);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).not.toBe('');
  },
);
