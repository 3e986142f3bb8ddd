import { expect, test } from 'vitest';
import { runCli } from '../local/runner.ts';
import { begin, cases, coldTo, jsonl, judgePrompt, labels, verdict } from './judged.ts';

/** The desk's checkout on somebody's machine, with its judge at hand. */
const clone = async (...given: Parameters<typeof begin>) => {
  const begun = await begin(...given);
  await begun.story.hub.mirrorBranch('failmode-data', begun.story.repository.origin);
  const { work } = begun.story.repository;
  const failmode = (...args: string[]) => runCli(args, { cwd: work, env: begun.env });
  return { ...begun, failmode };
};

test('calibrate draws how far a judge agrees with people, and asks nothing twice', async () => {
  const { failmode, model } = await clone();
  const before = model.requests.length;
  const first = await failmode('calibrate');
  expect(first.exitCode, first.stderr).toBe(0);
  expect(first.stdout).toContain('cold/is-kind · small');
  expect(first.stdout).toContain('Calibrated: it may block.');
  expect(first.stdout).toMatch(/people pass +25 +0 +100 % \(87–100\)/);
  expect(first.stdout).toMatch(/passes 100 %; people would pass 100 %/);
  expect(model.requests.length).toBe(before + 50);
  const again = await failmode('calibrate', 'is-kind', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    judges: [{ name: 'cold/is-kind', matrix: { tp: 25, fn: 0, tn: 25, fp: 0 } }],
  });
  expect(model.requests.length).toBe(before + 50);
});

test('calibrate shows where judge and person disagree, with both critiques, and what to do', async () => {
  const { failmode } = await clone({
    judge: ({ user }) => verdict(user.includes('glad') || user.includes('section 3 ')),
    labels: labels(20),
  });
  const { exitCode, stdout } = await failmode('calibrate');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /cold-3\n +person fail +Sends the person away\.\n +judge +pass +It takes the wish on\./,
  );
});

test('calibrate without enough labels asks nothing, and says how many are missing', async () => {
  const { failmode, model } = await clone({ labels: labels(5) });
  const before = model.requests.length;
  const { exitCode, stdout } = await failmode('calibrate');
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/Only advises: it has too few labels/);
  expect(model.requests.length).toBe(before);
});

test('a judge that answers nothing is not said to advise, and the reason is told', async () => {
  const { failmode, swap } = await clone();
  swap(() => 'PASS');
  const told = await failmode('calibrate');
  expect(told.exitCode).toBe(3);
  const text = told.stdout.replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/Not measured, and so it blocks: it could not answer 50 of 50 labels \(/);
  expect(text).toMatch(/\(the judge's reply could not be used: it is not one JSON object\)/);
  expect(text).not.toMatch(/Only advises/);
  const { stdout } = await failmode('calibrate', '--json');
  const said = "the judge's reply could not be used: it is not one JSON object";
  expect(JSON.parse(stdout)).toMatchObject({ judges: [{ standing: { said } }] });
});

test('calibrate of a judge that is not there says which there are', async () => {
  const { failmode } = await clone();
  const { exitCode, stderr } = await failmode('calibrate', 'is-kid');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/there is no judge `is-kid`.*cold\/is-kind/);
});

test('a name that is misspelt gets a "did you mean": of a mode, an eval, or both', async () => {
  const { failmode } = await clone();
  for (const [asked = '', meant] of [
    ['colt', 'cold'],
    ['is-kid', 'is-kind'],
    ['cold/is-kid', 'cold/is-kind'],
  ]) {
    expect((await failmode('calibrate', asked)).stderr).toContain(`did you mean \`${meant}\`?`);
  }
});

test('with --json, what is wrong in the files is told as `lint` tells it', async () => {
  const { story, failmode } = await clone();
  await story.repository.commit({ 'evals/labels/kind.jsonl': '{}\n' }, 'Break the labels');
  const { exitCode, stdout } = await failmode('calibrate', '--json');
  expect(exitCode).toBe(2);
  expect(stdout).toBe((await failmode('lint', '--json')).stdout);
  expect(JSON.parse(stdout).problems[0]).toMatchObject({ file: 'evals/labels/kind.jsonl' });
});

test('an example taken from the labels that measure the judge is an error', async () => {
  const { story, failmode } = await clone();
  const { files } = { files: labels(25) };
  await story.repository.commit(
    {
      'evals/judges/kind.md': `---\nexamples: [warm-0]\n---\n${judgePrompt}\n{{ examples }}\n`,
      'evals/labels/kind.jsonl': jsonl(files),
    },
    'Show an example',
  );
  const { exitCode, stdout } = await failmode('lint');
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/kind\.md:2:12: the example `warm-0` is a label of the split `test`/);
});

test('climb finds the phrase that decides, with the lines to paste', async () => {
  const { failmode } = await clone();
  const { exitCode, stdout, stderr } = await failmode('climb');
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/phrases: ready to convert/);
  expect(stdout).toMatch(/people fail 100 % \(87–100\)/);
  expect(stdout).toMatch(
    /\n {4}- type: contains\n {6}value: see\n {6}ignore_case: true\n {6}not: true\n/,
  );
  expect(stdout).toMatch(/on 30 of 30 outputs of the baseline/);
});

test('climb with too few labels says so', async () => {
  const { failmode } = await clone({ labels: labels(5) });
  const { exitCode, stdout } = await failmode('climb', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    evals: [{ name: 'cold/is-kind', search: { outcome: 'too few', passes: 5, fails: 5 } }],
  });
});

test("climb puts no word of the judge into people's mouths, nor does the issue", async () => {
  const { failmode, story } = await clone({
    labels: labels(5),
    cases: cases(60),
    files: coldTo(30),
  });
  const { exitCode, stdout, stderr } = await failmode('climb');
  expect(exitCode, stderr).toBe(0);
  const [{ body } = { body: '' }] = await story.hub.issues();
  const [, issue = ''] = (body ?? '').split('## Code that could take its place');
  for (const text of [stdout.replaceAll(/\s+/g, ' '), issue]) {
    expect(text).toMatch(/the judge,? (?:said, )?whom nobody has checked/);
    expect(text).toMatch(/the judge fails/);
    expect(text).not.toMatch(/people fail|ready to convert|Ready to convert/);
  }
  expect(stdout).not.toContain('of the baseline');
});
