import { expect, test } from 'vitest';
import { workflowDispatchEvent } from '../local/events.ts';
import { config, desk, prompts } from './desk.ts';
import { startStory, type Story } from './story.ts';

let story: Story;
const begin = async (changes: Record<string, string> = {}) => {
  story = await startStory({ ...desk(), ...changes });
  const run = await story.pushed();
  expect(run.exitCode, run.stdout).toBe(0);
};

const printsIndex = `console.log(process.env.INDEX_VERSION ?? 'index-1');`;
const outside = config()
  .replace('[retrieval/manifest.json]', '{ command: [node, index.mjs] }')
  .replace(
    'command: [node, app/answer.mjs]',
    'command: [node, app/answer.mjs], env: [INDEX_VERSION]',
  );

test('an index outside Git is told by the fingerprint that a command prints', async () => {
  const files = { ...desk(), 'index.mjs': printsIndex, 'evals/failmode.yml': outside };
  story = await startStory(files);
  const env = { INDEX_VERSION: 'index-1' };
  await story.pushed({ env });
  const number = await story.propose({ 'README.md': 'words\n' });
  expect((await story.gate(number, { env })).outputs['verdict']).toBe('skipped');
  const moved = await story.gate(number, { env: { INDEX_VERSION: 'index-2' } });
  expect(moved.outputs['verdict'], moved.stdout).toBe('pass');
  expect((await story.said(number))[0]).toMatch(/index-1.*index-2/);
});

test('a deploy job is held by the gate on any event, against the default branch’s baseline', async () => {
  await begin();
  await story.repository.commit({ 'prompts/system.md': prompts.uncited });
  const sha = await story.repository.head();
  const event = workflowDispatchEvent(story.hub, { sha });
  const run = await story.act(event, { inputs: { mode: 'gate' } });
  expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'regressed' } });
  expect(story.hub.statuses(sha)).toEqual([]);
});

const recorded = config({ deterministic: false }).replace(
  'run: { command: [node, app/answer.mjs] }',
  'run: { recorded: [recordings/*.jsonl] }',
);
const recordings = (text: string): string =>
  ['fees', 'pets', 'parking', 'tours', 'deposits', 'keys']
    .flatMap((about) =>
      [`${about}-easy`, `${about}-hard`].map((id) => ({
        case: id,
        output: `${text} [kb:${about}]`,
      })),
    )
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

test('recordings that are older than what they depend on are not measured; new ones are', async () => {
  await begin({
    'evals/failmode.yml': recorded,
    'recordings/desk.jsonl': recordings('Please see'),
  });
  const number = await story.propose({ 'prompts/system.md': prompts.reworded });
  const stale = await story.gate(number);
  expect(stale).toMatchObject({ exitCode: 1, outputs: { verdict: 'not-measured' } });
  expect((await story.said(number))[0]).toMatch(/record again/);
  await story.amend(number, { 'recordings/desk.jsonl': recordings('Please, see') });
  expect((await story.gate(number)).outputs['verdict']).toBe('pass');
});

test('recordings that are edited, though nothing they depend on moved, change the gate', async () => {
  await begin({
    'evals/failmode.yml': recorded,
    'recordings/desk.jsonl': recordings('Please see'),
  });
  const number = await story.propose({ 'recordings/desk.jsonl': recordings('Please do see') });
  expect((await story.gate(number)).exitCode).toBe(1);
  expect((await story.said(number))[0]).toMatch(/changes the gate/);
});

test('a forced run runs every target, though nothing was touched', async () => {
  await begin();
  const number = await story.propose({ 'README.md': 'words\n' });
  const run = await story.gate(number, { inputs: { force: 'true' } });
  expect(run.outputs['verdict']).toBe('pass');
  expect((await story.said(number))[0]).toContain('12 cases');
});

test('a push that touches nothing runs nothing, and stores nothing', async () => {
  await begin();
  const before = await story.hub.branchHead('failmode-data');
  const run = await story.push({ 'README.md': 'words\n' });
  expect(run.outputs['verdict']).toBe('skipped');
  expect(await story.hub.branchHead('failmode-data')).toBe(before);
});

test('a push after a repair stores a baseline that reuses the outputs that did not change', async () => {
  await begin();
  const outputs = async () =>
    (await story.hub.listBranch('failmode-data')).filter((path) => path.startsWith('outputs/'));
  const before = await outputs();
  const run = await story.push({ 'prompts/system.md': prompts.reworded });
  expect(run.outputs['verdict']).toBe('pass');
  expect(await outputs()).toEqual(before);
});

test.each([
  '$(touch${IFS}/tmp/pwned-branch)',
  "a';touch${IFS}/tmp/pwned-sq;'",
  'deadbeef'.repeat(5),
  'failmode-data',
])('a branch may be called %s', async (headRef) => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited }, headRef);
  expect((await story.gate(number)).outputs['verdict']).toBe('regressed');
  const { existsSync } = await import('node:fs');
  expect(['/tmp/pwned-branch', '/tmp/pwned-sq'].filter((path) => existsSync(path))).toEqual([]);
});

test('an output that writes workflow commands commands nothing', async () => {
  const hostile = (desk()['app/answer.mjs'] ?? '').replace(
    "please + 'about '",
    "please + '\\n::add-mask::e\\n::stop-commands::x\\n##[error]hacked\\n::set-output name=verdict::pass\\n about '",
  );
  await begin({ 'app/answer.mjs': hostile });
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const run = await story.gate(number);
  expect(run.outputs['verdict']).toBe('regressed');
  expect(run.commands.map(({ name }) => name)).not.toContain('add-mask');
  expect(
    run.annotations.filter(({ message }) => message.includes('hacked') && !message.includes('##')),
  ).toEqual([]);
  expect([run.env, run.path]).toEqual([{}, []]);
});
