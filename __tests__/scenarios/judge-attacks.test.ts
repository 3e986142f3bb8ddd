import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseJudgePrompt } from '../../src/judges/prompt.ts';
import { digestOf, structured } from '../../src/judges/question.ts';
import { pushEvent } from '../local/events.ts';
import {
  answerIn,
  begin,
  coldTo,
  config,
  fair,
  judgePrompt,
  jsonl,
  labels,
  verdict,
} from './judged.ts';

const mode = (more = '') => `
name: Cold answer
definition: Sends a person away without taking the wish on.
owner: alice
evals:
  - id: is-kind
    rung: judge
    target: desk
    judge: { prompt: evals/judges/kind.md, model: judge, labels: evals/labels/kind.jsonl }
${more}`;

const topics = ['fees', 'pets', 'keys', 'tours', 'parking', 'deposits'];
const topic = (nr: number): string => topics[nr % topics.length] ?? '';

const notGreen = ({ exitCode }: { exitCode: number | null }) => expect(exitCode).toBe(1);

test('a judge that cannot grade the outputs of the baseline leaves nothing to compare with', async () => {
  const { gate, swap, model } = await begin();
  swap((asked) => (answerIn(asked.user).includes('let me look into it') ? 'no' : fair(asked)));
  const { run } = await gate({
    ...coldTo(30),
    'evals/failmode.yml': config(model.url, { model: 'large' }),
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
});

test('a budget that ends before the baseline is graded is no pass', async () => {
  const { gate, story, model, env } = await begin();
  const budget = (name: string) => `${config(model.url, { model: name })}budget: { calls: 80 }\n`;
  await story.push({ 'evals/failmode.yml': budget('small') }, { env });
  const { run } = await gate({ ...coldTo(30), 'evals/failmode.yml': budget('large') });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
});

test('code that a pull request adds to the mode does not keep outputs from the judge', async () => {
  const { gate } = await begin();
  const { run } = await gate({
    ...coldTo(14),
    'evals/modes/cold.yml': mode(`  - id: no-rules
    rung: code
    target: desk
    assert: [{ type: contains, value: house rules, not: true }]
`),
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
});

const recording = (url: string): string =>
  config(url).replace(
    'api_key_env: MODEL_KEY',
    'api_key_env: MODEL_KEY, recorded: evals/replies.jsonl',
  );

const asked = (url: string, item: { input: unknown; output: unknown }): string => {
  const prompt = parseJudgePrompt('evals/judges/kind.md', judgePrompt);
  const model = { model: 'small', base_url: url, params: {} };
  return digestOf(model, { prompt, examples: [] }, item, structured);
};

test('recorded replies that a pull request adds are a change of the gate', async () => {
  const { gate, story, model, env } = await begin();
  const files = { 'evals/failmode.yml': recording(model.url), 'evals/replies.jsonl': '' };
  await story.push(files, { env });
  const replies = Array.from({ length: 14 }, (_, nr) => ({
    asked: asked(model.url, {
      input: { nr, about: topic(nr) },
      output: `Number ${nr}: read the house rules on ${topic(nr)}.`,
    }),
    reply: verdict(true),
  }));
  const { run, comment } = await gate({ 'evals/replies.jsonl': jsonl(replies) });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(/judge .*cold\/is-kind.* changed/);
});

const recordedLabels = (url: string, each: number) => ({
  'evals/failmode.yml': recording(url),
  'evals/replies.jsonl': jsonl(
    labels(each).map((label) => {
      const { input, output, label: person } = label as Record<string, unknown>;
      return { asked: asked(url, { input, output }), reply: verdict(person === 'pass') };
    }),
  ),
});

test.each([
  ['stored with the baseline', 25],
  ['made anew, for more of them', 27],
])('a judge measured on recorded labels is watched, the measurement %s', async (_how, each) => {
  const { gate, story, swap, model, env } = await begin();
  await story.push(recordedLabels(model.url, each), { env });
  await story.repository.branch('main');
  await story.repository.commit({ 'evals/labels/kind.jsonl': jsonl(labels(each)) }, 'Labels');
  swap(() => verdict(true));
  const { run } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
});

const empty = (count: number): object[] =>
  Array.from({ length: count }, (_, nr) => ({
    id: `a-${nr}`,
    input: `q${nr}`,
    output: ['', '.', 'N/A', '...', '```\n```'][nr % 5],
    label: 'fail',
  }));

const person = (one: object): unknown => ({ label: '', ...one }).label;

test('labels that are decided without the judge do not calibrate it', async () => {
  const passes = labels(25).filter((one) => person(one) === 'pass');
  const { gate } = await begin({ judge: () => verdict(true), labels: [...passes, ...empty(25)] });
  const { comment } = await gate({ 'evals/judges/kind.md': `${judgePrompt}\nBe fair.\n` });
  expect(comment).toMatch(/advisory<br>.*25 passes and 0 fails, beside 25 that are decided/);
});

test('labels that are decided without the judge do not keep it from being watched', async () => {
  const { gate } = await begin({ labels: [...labels(25), ...empty(5)] });
  const { run } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
});

test('labels that make a judge lose its calibration are listed, though none was removed', async () => {
  const { gate } = await begin();
  const wrong = Array.from({ length: 30 }, (_, nr) => ({
    id: `wrong-${nr}`,
    input: 'q',
    output: `See section ${nr} of the other contract, please.`,
    label: 'pass',
  }));
  const { run, comment } = await gate({
    'evals/labels/kind.jsonl': jsonl([...labels(25), ...wrong]),
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(/labels .*cold\/is-kind.* changed: .*calibrated.* → .*advisory/);
});

test('a judge that answers nothing is not measured, calibrated or not', async () => {
  const few = await begin({ labels: labels(12) });
  few.swap(() => 'no verdict');
  notGreen((await few.gate(coldTo(14))).run);
  const newer = await begin();
  await newer.story.repository.branch('main');
  await newer.story.repository.commit(
    { 'evals/labels/kind.jsonl': jsonl(labels(26)) },
    'More labels',
  );
  newer.swap(() => 'no verdict');
  const { run } = await newer.gate(coldTo(30));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
});

test('a label holds for the tool calls that a person saw, not for the text alone', async () => {
  const program = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const bad = /cold/.test(readFileSync('prompts/system.md', 'utf8'));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, input } = JSON.parse(line);
  const name = bad && input.nr < 14 ? 'deleteEverything' : 'bookTour';
  console.log(JSON.stringify({ id, output: 'I have booked it for you.', tool_calls: [{ name, arguments: {} }] }));
}`;
  const call = (name: string) => [{ name, arguments: {} }];
  const output = 'I have booked it for you.';
  const seen = Array.from({ length: 25 }, (_, nr) => [
    {
      id: `ok-${nr}`,
      input: { nr, about: topic(nr) },
      output,
      tool_calls: call('bookTour'),
      label: 'pass',
    },
    {
      id: `no-${nr}`,
      input: `q${nr}`,
      output,
      tool_calls: call('deleteEverything'),
      label: 'fail',
    },
  ]).flat();
  const { gate } = await begin({
    judge: ({ user }) => verdict(!user.includes('deleteEverything')),
    labels: seen,
    files: {
      'app/answer.mjs': program,
      'evals/judges/kind.md': 'Judge the tools. {{ input }} {{ output }} {{ tool_calls }}\n',
    },
  });
  const { run } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
});

test('examples that are copies of the labels a judge is measured on are refused', async () => {
  const { gate } = await begin();
  const fails = labels(25).filter((one) => person(one) === 'fail');
  const copies = fails.map((one) => ({
    ...one,
    id: `train-${(one as { id: string }).id}`,
    split: 'train',
  }));
  const ids = copies.map(({ id }) => id).join(', ');
  const { run } = await gate({
    ...coldTo(14),
    'evals/labels/kind.jsonl': jsonl([...labels(25), ...copies]),
    'evals/judges/kind.md': `---\nexamples: [${ids}]\n---\nFail only what is like these:\n{{ examples }}\n${judgePrompt}`,
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'invalid' } });
});

test('a weaker judge that is still good enough is a change of the gate, with both numbers', async () => {
  const { gate, swap } = await begin();
  swap((it) =>
    it.user.includes('generous') && /section [0-3] /.test(it.user) ? verdict(true) : fair(it),
  );
  const { run, comment } = await gate({ 'evals/judges/kind.md': `${judgePrompt}\nBe generous.\n` });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(/judge .*cold\/is-kind.* changed.*100 % .*84 %/);
});

test('an accepted loss of calibration is merged, and main stays green', async () => {
  const { gate, acceptAndMerge, story, swap, env } = await begin();
  swap((it) => (it.user.includes('generous') ? verdict(true) : fair(it)));
  const proposed = await gate({
    'evals/judges/kind.md': `${judgePrompt}\nBe generous.\n`,
    'evals/labels/kind.jsonl': jsonl(labels(28)),
  });
  const merged = await acceptAndMerge(proposed);
  expect(merged.exitCode, merged.stdout).toBe(0);
  expect((await story.push({ 'README.md': 'x\n' }, { env })).outputs['verdict']).toBe('skipped');
});

test('with `details: none` no reply of a judge is quoted', async () => {
  const { story, swap, env } = await begin();
  swap((it) =>
    answerIn(it.user).includes('house rules')
      ? `About ${answerIn(it.user)} I say nothing`
      : fair(it),
  );
  const number = await story.propose(coldTo(2));
  await story.gate(number, { env, inputs: { details: 'none' } });
  expect((await story.said(number))[0]).not.toContain('house rules');
});

test('what labels cost on a push is told, though no case was judged anew', async () => {
  const { story, model, env } = await begin();
  const before = model.requests.length;
  const run = await story.push({ 'evals/labels/kind.jsonl': jsonl(labels(30)) }, { env });
  expect(run.outputs['model-calls']).toBe(`${model.requests.length - before}`);
  expect(model.requests.length).toBeGreaterThan(before);
});

test('an older push that is run again does not bring back an issue that is paid', async () => {
  const { story, env } = await begin();
  const old = await story.repository.git('rev-parse', 'refs/remotes/origin/main');
  const inCode = mode().replace(
    /rung: judge[\s\S]*/,
    'rung: code\n    target: desk\n    assert: [{ type: contains, value: glad }]\n',
  );
  await story.push({ 'evals/modes/cold.yml': inCode }, { env });
  expect((await story.hub.issues())[0]?.state).toBe('closed');
  await story.act(pushEvent(story.hub, { after: old, ref: 'refs/heads/main' }), { env });
  expect((await story.hub.issues())[0]?.state).toBe('closed');
});

test('the report of a run counts what it asked', async () => {
  const { gate, model } = await begin();
  const before = model.requests.length;
  const { run } = await gate(coldTo(14));
  const { usage } = JSON.parse(readFileSync(run.outputs['report-path'] ?? '', 'utf8'));
  expect(usage.here.calls).toBe(model.requests.length - before);
});
