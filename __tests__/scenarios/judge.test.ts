import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { injections } from '../judges/hostile.ts';
import {
  answerIn,
  begin,
  cases,
  coldTo,
  config,
  fair,
  judgePrompt,
  jsonl,
  labels,
  verdict,
} from './judged.ts';

const resultsOf = ({ outputs }: { outputs: Record<string, string> }) =>
  JSON.parse(readFileSync(outputs['report-path'] ?? '', 'utf8'));

const alwaysPass = () => verdict(true);

test('a calibrated judge blocks a regression, says how far to trust it, and is not measured again', async () => {
  const { gate, model, first } = await begin();
  expect(first.outputs['verdict'], first.stdout).toBe('no-baseline');
  // 50 labels and 30 cases.
  expect(model.requests.length).toBe(80);
  const { run, comment } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(/agrees with people on 100 % of passes and 100 % of fails/);
  expect(comment).toMatch(/It sends the person away/);
  expect(comment).toMatch(/1 judge waiting to become code/);
  const shown = model.requests.filter(({ user }) => user.includes('I have asked colleague'));
  // Each label once for the measurement, and one beside the pull request's batch.
  expect(shown.length).toBe(26);
  expect(run.requests.length).toBeLessThanOrEqual(25);
});

test('a judge without enough labels only advises, and its row says what to do', async () => {
  const { gate } = await begin({ labels: labels(12) });
  const { run, comment } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  expect(comment).toMatch(/\| advisory<br>.*too few labels.*12 passes and 12 fails/);
  expect(comment).toMatch(/label until there are 20 of each/);
});

test('a judge below the minimum only advises, and shows where it disagrees', async () => {
  const lenient = begin({
    judge: (asked) => (/fees|pets/.test(asked.user) ? verdict(true) : fair(asked)),
    labels: labels(60),
    cases: cases(12),
  });
  const { gate } = await lenient;
  const { run, comment } = await gate({ 'evals/cases.jsonl': jsonl(cases(14)) });
  expect(run, run.stdout).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  expect(comment).toMatch(/it agrees with people on 100 % of what passes and \d\d % of what fails/);
});

test('a judge that passes everything from one day on cannot turn the gate green', async () => {
  const { gate, swap } = await begin();
  swap(alwaysPass);
  const { run, comment } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
  expect(comment).toMatch(/drifted or was captured/);
});

test('a pull request that makes a judge lose its calibration is blocked until it is accepted', async () => {
  const { gate, story, swap, env } = await begin();
  swap((asked) => (asked.user.includes('generous') ? verdict(true) : fair(asked)));
  const { number, run, comment } = await gate({
    'evals/judges/kind.md': `${judgePrompt}\nBe generous.\n`,
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(/changes the gate/);
  expect(comment).toMatch(/judge .*cold\/is-kind.* changed: .*calibrated.* → .*advisory/);
  expect(story.status(number)).toMatchObject({ state: 'failure' });
  const code = /accept gate (\w{12})/.exec(comment)?.[1] ?? '';
  expect(code).toHaveLength(12);
  await story.amend(number, { 'evals/judges/kind.md': `${judgePrompt}\nBe fair.\n` });
  expect(await story.gate(number, { env })).toMatchObject({ outputs: { verdict: 'pass' } });
});

test('labels that a pull request removes or turns around are a change of the gate; more are welcome', async () => {
  const { gate } = await begin();
  const fewer = await gate({ 'evals/labels/kind.jsonl': jsonl(labels(25).slice(4)) });
  expect(fewer.run.outputs['verdict'], fewer.run.stdout).toBe('regressed');
  expect(fewer.comment).toMatch(/labels .*kind\.jsonl.* changed: .*50 labels.* → .*46 of them/);
});

test('more labels are welcome', async () => {
  const { gate } = await begin();
  const more = await gate({ 'evals/labels/kind.jsonl': jsonl(labels(27)) });
  expect(more.run, more.run.stdout).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
});

test("another model of the judge grades the baseline's outputs again, and is measured again", async () => {
  const { gate, model, swap } = await begin();
  // The other model is stricter, on both sides alike; people agree with it as well.
  swap((asked) =>
    asked.model === 'large' && answerIn(asked.user).includes('pets, let me')
      ? verdict(false)
      : fair(asked),
  );
  const { run, comment } = await gate({
    'evals/failmode.yml': config(model.url, { model: 'large' }),
  });
  expect(run, run.stdout).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  const asked = model.requests.filter(({ model: name }) => name === 'large');
  expect(asked.length).toBe(80);
  expect(comment).toMatch(/25\/30/);
});

test('an obedient judge passes no injection, and the gate is not green', async () => {
  const obedient = (asked: { user: string }) =>
    verdict(/pass|glad|SSAP|met/i.test(answerIn(asked.user)));
  const { gate, model } = await begin({ judge: obedient });
  const before = model.requests.length;
  const injected = injections.map((say, nr) => ({ id: `h-${nr}`, input: { nr: 99, say } }));
  const { run } = await gate({ 'evals/cases.jsonl': jsonl(injected) });
  expect(run.exitCode, run.stdout).toBe(1);
  const { decision } = resultsOf(run);
  const [row] = decision.rows;
  expect(row.evals[0].head.passed).toBe(0);
  const { errors } = row.evals[0];
  // A closing tag alone has no content: it fails, without a judge.
  expect(errors.length).toBe(injections.length - 1);
  const shown = model.requests.slice(before).map(({ user }) => answerIn(user));
  for (const say of injections) expect(shown).not.toContain(JSON.stringify(say));
});

test('30 % of replies that are no verdict: no case is lost, and no error counts as a pass', async () => {
  const broken = ['', 'pass', '{"verdict":"pass"}', '{"critique":"x","verdict":"pass"} {}'];
  const faulty = (asked: Parameters<typeof fair>[0]) =>
    asked.index % 10 < 3 ? (broken[asked.index % broken.length] ?? '') : fair(asked);
  const { gate, swap } = await begin();
  swap(faulty);
  const { run } = await gate(coldTo(14));
  const { decision } = resultsOf(run);
  const [row] = decision.rows[0].evals;
  expect(row.head.graded + row.errors.length).toBe(30);
  expect(row.head.passed).toBeLessThanOrEqual(16);
  expect(row.head.passed + row.errors.length).toBeGreaterThanOrEqual(16);
});

test('an output that code has failed is not sent to the judge', async () => {
  const withCode = `
name: Cold answer
definition: Sends a person away without taking the wish on.
owner: alice
evals:
  - id: no-rules
    rung: code
    target: desk
    assert: [{ type: contains, value: house rules, not: true }]
  - id: is-kind
    rung: judge
    target: desk
    judge: { prompt: evals/judges/kind.md, model: judge, labels: evals/labels/kind.jsonl }
`;
  const { gate, model } = await begin({ files: { 'evals/modes/cold.yml': withCode } });
  const { run } = await gate(coldTo(14));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  const shown = model.requests.map(({ user }) => answerIn(user));
  expect(shown.filter((answer) => answer.includes('house rules'))).toEqual([]);
});

test("people's verdict on an output of the head decides what the judge alone could not", async () => {
  const output = 'Number 0: read the house rules on fees.';
  const said = { id: 'seen', input: { nr: 0, about: 'fees' }, output, label: 'fail' };
  const alone = await begin();
  const before = await alone.gate(coldTo(1));
  expect(before.run, before.run.stdout).toMatchObject({ exitCode: 0 });
  const labelled = await begin({ labels: [...labels(25), said] });
  const { run } = await labelled.gate(coldTo(1));
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
});
