import { afterEach, expect, test } from 'vitest';
import { startModel } from '../local/model.ts';
import { startStory } from './story.ts';

const cases = ['fees', 'pets', 'keys', 'tours', 'parking', 'deposits'];

/** What the model answers: by the prompt it was given, the case, and how often it was asked before. */
type Answer = (prompt: string, about: string, asked: number) => boolean;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const config = (url: string, gate: string) => `
version: 1
models:
  app: { model: small, base_url: ${url}, api_key_env: MODEL_KEY }
targets:
  desk:
    run: { prompt: prompts/system.md, model: app }
    cases: [evals/cases.jsonl]
    depends_on: { prompts: [prompts/**] }
gate: ${gate}
`;

const mode = `
name: Curt answer
definition: Answers without a word of courtesy.
evals:
  - id: says-please
    rung: code
    target: desk
    assert: [{ type: contains, value: please }]
`;

/** A help desk whose answers a model gives, with a baseline made by the prompt \`old\`. */
const begin = async (answer: Answer, gate = '{}') => {
  const asked = new Map<string, number>();
  const model = await startModel(({ system, user }) => {
    const key = `${system}|${user}`;
    const before = asked.get(key) ?? 0;
    asked.set(key, before + 1);
    return answer(system, user, before) ? 'Yes, please.' : 'No.';
  });
  open.push(model);
  const story = await startStory({
    'prompts/system.md': 'old\n',
    'evals/failmode.yml': config(model.url, gate),
    'evals/modes/curt.yml': mode,
    'evals/cases.jsonl': cases.map((id) => `${JSON.stringify({ id, input: id })}\n`).join(''),
    'evals/notes.jsonl': `${JSON.stringify({ trace: 't', note: 'n', modes: ['curt'], by: 'alice', at: '2026-11-16T10:00:00Z' })}\n`,
  });
  const env = { MODEL_KEY: 'a-key-of-nobody' };
  const first = await story.pushed({ env });
  expect(first.exitCode, first.stdout).toBe(0);
  const number = await story.propose({ 'prompts/system.md': 'new\n' });
  return { story, model, number, env, gate: () => story.gate(number, { env }) };
};

const isNew = (prompt: string): boolean => prompt.includes('new');

test('a case that breaks for certain is confirmed by re-runs on both sides, and blocks', async () => {
  const { story, number, gate } = await begin(
    (prompt, about) => !(isNew(prompt) && about === 'fees'),
  );
  const run = await gate();
  expect(run.outputs['verdict'], run.stdout).toBe('regressed');
  const [comment] = await story.said(number);
  expect(comment).toMatch(/1 case changed and was run again/);
  expect(comment).toMatch(/0 of 10 here, 10 of 10 on the base/);
  expect(run.requests.length).toBeLessThanOrEqual(25);
});

test('a flake that passes when it is run again is cleared, and does not block', async () => {
  const { story, number, gate } = await begin(
    (prompt, about, asked) => !(isNew(prompt) && about === 'fees' && asked === 0),
  );
  const run = await gate();
  expect(run.outputs['verdict'], run.stdout).toBe('pass');
  expect((await story.said(number))[0]).toMatch(/1 cleared/);
  expect((await gate()).outputs['verdict']).toBe('pass');
});

test('what looks worse but could be luck is undecided: it says what would settle it, and does not block', async () => {
  const { story, number, gate } = await begin((prompt, about, asked) =>
    about !== 'fees' ? true : isNew(prompt) ? false : asked === 0 || asked <= 3,
  );
  const run = await gate();
  expect(run.outputs['verdict'], run.stdout).toBe('undecided');
  expect(run.exitCode).toBe(0);
  expect((await story.said(number))[0]).toMatch(/more runs a side/);
  expect((await gate()).outputs['verdict']).toBe('undecided');
});

test('undecided blocks where the gate says so', async () => {
  const { gate } = await begin(
    (prompt, about, asked) => (about !== 'fees' ? true : isNew(prompt) ? false : asked <= 3),
    '{ fail_on: undecided }',
  );
  expect(await gate()).toMatchObject({ exitCode: 1, outputs: { verdict: 'undecided' } });
});

test('the same job run again comes out the same, without asking the model', async () => {
  const { model, gate, story, number } = await begin(
    (prompt, about, asked) => !(isNew(prompt) && about === 'fees' && asked < 11),
  );
  const first = await gate();
  expect(first.outputs['verdict'], first.stdout).toBe('regressed');
  const asked = model.requests.length;
  const again = await gate();
  expect(again.outputs['verdict'], again.stdout).toBe('regressed');
  expect(model.requests.length).toBe(asked);
  expect(await story.said(number)).toHaveLength(1);
});

test('an eval that changed, of a baseline whose outputs are gone, is not comparable', async () => {
  const { story } = await begin(() => true);
  const paths = await story.hub.listBranch('failmode-data');
  const path = paths.find((one) => one.startsWith('baselines/')) ?? '';
  const baseline = JSON.parse(await story.hub.readBranch('failmode-data', path));
  baseline.targets.desk.outputs = [];
  await story.hub.writeBranch('failmode-data', { [path]: JSON.stringify(baseline) });
  const number = await story.propose(
    {
      'prompts/system.md': 'newer\n',
      'evals/modes/curt.yml': mode.replace('value: please', 'value: lease'),
    },
    'other',
  );
  await story.gate(number, { env: { MODEL_KEY: 'a-key-of-nobody' } });
  expect((await story.said(number))[0]).toContain('not comparable');
});

test('a provider that fails on one case makes an error of it, never a pass', async () => {
  let broken = false;
  const model = await startModel(({ user }) =>
    broken && user === 'fees' ? { status: 400 } : 'Yes, please.',
  );
  open.push(model);
  const story = await startStory({
    'prompts/system.md': 'old\n',
    'evals/failmode.yml': config(model.url, '{ max_errors: 0 }'),
    'evals/modes/curt.yml': mode,
    'evals/cases.jsonl': cases.map((id) => `${JSON.stringify({ id, input: id })}\n`).join(''),
    'evals/notes.jsonl': `${JSON.stringify({ trace: 't', note: 'n', modes: ['curt'], by: 'alice', at: '2026-11-16T10:00:00Z' })}\n`,
  });
  const env = { MODEL_KEY: 'a-key-of-nobody' };
  await story.pushed({ env });
  broken = true;
  const number = await story.propose({ 'prompts/system.md': 'new\n' });
  const run = await story.gate(number, { env });
  expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
  const [comment] = await story.said(number);
  expect(comment).toContain('fees');
  expect(`${comment}${run.stdout}`).not.toContain('a-key-of-nobody');
});

test('a plan that does not fit the budget is refused before the first call', async () => {
  const { story, model, env } = await begin(() => true);
  const budgeted = `${config(model.url, '{}')}budget: { calls: 3 }\n`;
  await story.repository.branch('main');
  await story.push({ 'evals/failmode.yml': budgeted }, { env });
  const asked = model.requests.length;
  const number = await story.propose({ 'prompts/system.md': 'newer\n' }, 'costly');
  const run = await story.gate(number, { env });
  expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
  expect((await story.said(number))[0]).toMatch(/6 calls are planned, and the budget is 3/);
  expect(model.requests.length).toBe(asked);
});

test('a change that sends the key to another endpoint reaches nobody there', async () => {
  const { story, env } = await begin(() => true);
  const elsewhere = await startModel(() => 'please');
  open.push(elsewhere);
  const number = await story.propose(
    { 'prompts/system.md': 'new\n', 'evals/failmode.yml': config(elsewhere.url, '{}') },
    'elsewhere',
  );
  const run = await story.gate(number, { env });
  expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
  expect(elsewhere.requests).toEqual([]);
});

/** A program whose courtesy wavers with the trial, as a sampled model's would; in a worktree it needs a file that `prepare` makes. */
const program = `
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
if (process.cwd().includes('failmode-base') && !existsSync('prepared')) process.exit(3);
const prompt = readFileSync('prompts/system.md', 'utf8');
for await (const line of createInterface({ input: process.stdin })) {
  const { id, trial, input } = JSON.parse(line);
  const curt = prompt.includes('new') && input === 'fees' ? trial % 9 !== 1 : trial % 50 === 49;
  console.log(JSON.stringify({ id, output: curt ? 'No.' : 'Yes, please.' }));
}
`;

const ofProgram = (trials: number): string => `
version: 1
targets:
  desk:
    run: { command: [node, app.mjs], prepare: [node, prepare.mjs] }
    cases: [evals/cases.jsonl]
    trials: ${trials}
    depends_on: { prompts: [prompts/**] }
`;

test.each([1, 3])(
  'a program is run again in a worktree of the base, made ready there (trials: %i)',
  async (trials) => {
    const story = await startStory({
      'app.mjs': program,
      'prepare.mjs': "import { writeFileSync } from 'node:fs'; writeFileSync('prepared', '');",
      prepared: '',
      '.gitignore': 'prepared\n',
      'prompts/system.md': 'old\n',
      'evals/failmode.yml': ofProgram(trials),
      'evals/modes/curt.yml': mode,
      'evals/cases.jsonl': cases.map((id) => `${JSON.stringify({ id, input: id })}\n`).join(''),
      'evals/notes.jsonl': `${JSON.stringify({ trace: 't', note: 'n', modes: ['curt'], by: 'alice', at: '2026-11-16T10:00:00Z' })}\n`,
    });
    const first = await story.pushed();
    expect(first.exitCode, first.stdout).toBe(0);
    const number = await story.propose({ 'prompts/system.md': 'new\n' });
    const run = await story.gate(number);
    expect(run.outputs['verdict'], run.stdout).toBe('regressed');
    expect((await story.said(number))[0]).toMatch(/of 10 here, 10 of 10 on the base/);
  },
);
