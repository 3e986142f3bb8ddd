import { expect, test } from 'vitest';
import { begin } from './judged.ts';

const judged = (extra = '') => `
name: Cold answer
definition: Sends a person away without taking the wish on.
owner: alice
evals:
  - id: is-kind
    rung: judge
    target: desk
    judge: { prompt: evals/judges/kind.md, model: judge, labels: evals/labels/kind.jsonl }
    ${extra}
`;

const inCode = `
name: Cold answer
definition: Sends a person away without taking the wish on.
owner: alice
evals:
  - id: is-kind
    rung: code
    target: desk
    assert: [{ type: contains, value: glad }]
`;

test('the first push files one issue a judge, with agreement, cost and code that would replace it', async () => {
  const { story, first, env } = await begin();
  const [issue, ...others] = await story.hub.issues();
  expect(others).toEqual([]);
  expect(first.outputs['issues']).toBe(`[${issue?.number}]`);
  expect(issue?.labels.map((label) => (typeof label === 'string' ? label : label.name))).toContain(
    'convert-to-code',
  );
  const lines = issue?.body?.split('\n') ?? [];
  expect(lines[0]).toBe('<!-- failmode:convert cold/is-kind -->');
  expect(issue?.body).toMatch(/eady to convert/);
  expect(issue?.body).toMatch(/value: see/);
  expect(first.requests.length).toBeLessThanOrEqual(25);
  const again = await story.push({ 'README.md': 'Nothing that counts.\n' }, { env });
  expect(again.outputs).toMatchObject({ verdict: 'skipped', issues: `[${issue?.number}]` });
  expect(await story.hub.issues()).toHaveLength(1);
  expect(again.requests.length).toBeLessThanOrEqual(10);
});

test('a judge that becomes code closes its issue with the commit, and brings it back when it returns', async () => {
  const { story, env } = await begin();
  const converted = await story.push({ 'evals/modes/cold.yml': inCode }, { env });
  expect(converted.exitCode, converted.stdout).toBe(0);
  const [closed] = await story.hub.issues();
  expect(closed).toMatchObject({ state: 'closed', state_reason: 'completed' });
  const sha = await story.repository.git('rev-parse', 'refs/remotes/origin/main');
  const said = await story.hub.comments(closed?.number ?? 0);
  expect(said.at(-1)?.body).toContain(sha.slice(0, 7));
  await story.push({ 'evals/modes/cold.yml': judged() }, { env });
  expect((await story.hub.issues())[0]).toMatchObject({ state: 'open' });
});

test('a judge that cannot become code closes its issue as not planned', async () => {
  const { story, env } = await begin();
  const refusal = "convert: { status: not-convertible, reason: 'Kindness is a matter of taste' }";
  const run = await story.push({ 'evals/modes/cold.yml': judged(refusal) }, { env });
  expect(run.exitCode, run.stdout).toBe(0);
  const [closed] = await story.hub.issues();
  expect(closed).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
});

test('a pull request that turns a judge into code says how far it agrees with people, for whoever accepts it', async () => {
  const { gate } = await begin();
  const { run, comment } = await gate({ 'evals/modes/cold.yml': inCode });
  expect(run, run.stdout).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(comment).toMatch(
    /eval .*cold\/is-kind.* changed: .*a judge.* → .*code that agrees with people on 100 % of passes and 100 % of fails/,
  );
});
