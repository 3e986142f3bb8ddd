import { expect, test } from 'vitest';
import { begin, coldTo, jsonl, labels, verdict } from './judged.ts';
import { later } from './later.ts';

const alwaysPass = () => verdict(true);

/** Labels on which the fair judge and people differ. */
const otherwise = (count: number): object[] =>
  Array.from({ length: count }, (_, nr) => ({
    id: `other-${nr}`,
    input: 'q',
    output: `See section ${nr} of the other contract, please.`,
    label: 'pass',
  }));

const notMeasured = { exitCode: 1, outputs: { verdict: 'not-measured' } };
const regressed = { exitCode: 1, outputs: { verdict: 'regressed' } };

test('a judge that says the opposite on labels it had before is captured, whatever was added', async () => {
  const { gate, story, swap, env } = await begin();
  swap(alwaysPass);
  const run = await story.push({ 'evals/labels/kind.jsonl': jsonl(labels(30)) }, { env });
  expect(run, run.stdout).toMatchObject(notMeasured);
  expect(run.stdout).toMatch(/the opposite of what it said on the same labels/);
  const proposed = await gate(coldTo(30));
  expect(proposed.run, proposed.run.stdout).toMatchObject(notMeasured);
});

test('a judge that only the added labels pull down is red on each push, and advises in pull requests', async () => {
  const { gate, story, env } = await begin();
  const more = { 'evals/labels/kind.jsonl': jsonl([...labels(25), ...otherwise(30)]) };
  const run = await story.push(more, { env });
  expect(run, run.stdout).toMatchObject(regressed);
  expect(run.stdout).toMatch(/labels .*cold\/is-kind.* changed: .*calibrated.* → .*advisory/);
  expect(await story.push({ 'README.md': 'x\n' }, { env })).toMatchObject(regressed);
  const proposed = await gate(coldTo(14));
  expect(proposed.run, proposed.run.stdout).toMatchObject({ exitCode: 0 });
  expect(proposed.comment).toMatch(/\| advisory<br>it agrees with people on/);
});

test('labels that were accepted although the judge falls by them are merged, and main is green', async () => {
  const { gate, acceptAndMerge } = await begin();
  const proposed = await gate({
    'evals/labels/kind.jsonl': jsonl([...labels(25), ...otherwise(30)]),
  });
  const merged = await acceptAndMerge(proposed);
  expect(merged.exitCode, merged.stdout).toBe(0);
});

test('a judge is measured again on a push once its measurement is old, and may fall then', async () => {
  const { story, swap, env } = await begin();
  swap(alwaysPass);
  const soon = await story.push({ 'README.md': 'x\n' }, { env: { ...env, ...later(29) } });
  expect(soon.outputs['verdict'], soon.stdout).toBe('skipped');
  const run = await story.push({ 'README.md': 'y\n' }, { env: { ...env, ...later(32) } });
  expect(run, run.stdout).toMatchObject(notMeasured);
});
