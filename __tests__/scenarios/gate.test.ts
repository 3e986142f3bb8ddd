import { expect, test } from 'vitest';
import { mergeGroupEvent } from '../local/events.ts';
import { desk, deskCases, index, prompts } from './desk.ts';
import { startStory, type Story } from './story.ts';

let story: Story;

/** A help desk whose first push has made a baseline. */
const begin = async (changes: Record<string, string> = {}) => {
  story = await startStory({ ...desk(), ...changes });
  const run = await story.pushed();
  expect(run.exitCode, run.stdout).toBe(0);
  return story;
};

const baselines = async () =>
  (await story.hub.listBranch('failmode-data')).filter((path) => path.startsWith('baselines/'));

test('the first push shows absolute numbers and makes the baseline', async () => {
  story = await startStory(desk());
  const run = await story.pushed();
  expect(run.outputs).toMatchObject({ verdict: 'no-baseline', 'regressed-modes': '[]' });
  expect(run.summary).toContain('12/12');
  expect(await baselines()).toHaveLength(1);
  expect(run.requests.length).toBeLessThanOrEqual(25);
});

test('a regression is commented and blocked, with the case that shows it; its repair passes', async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const red = await story.gate(number);
  expect(red.exitCode).toBe(1);
  expect(red.outputs).toMatchObject({ verdict: 'regressed', 'regressed-modes': '["uncited"]' });
  expect(story.status(number)).toMatchObject({ state: 'failure', context: 'failmode/gate' });
  expect(red.requests.length).toBeLessThanOrEqual(25);
  const [comment] = await story.said(number);
  expect(comment).toMatch(
    /^<!-- failmode:gate -->\n#+ 1 of 2 failure modes regressed: merge blocked/,
  );
  expect(comment).toContain('prompts/system.md');
  expect(comment).toContain('Please note: about fees. [kb:fees]');
  expect(comment).toContain('npx failmode check --case fees-easy');
  expect(red.annotations).toContainEqual(
    expect.objectContaining({ level: 'error', file: 'evals/modes/uncited.yml', line: '5' }),
  );

  await story.amend(number, { 'prompts/system.md': prompts.reworded });
  const green = await story.gate(number);
  expect(green.exitCode).toBe(0);
  expect(green.outputs['verdict']).toBe('pass');
  expect(story.status(number)?.state).toBe('success');
  expect(await story.said(number)).toHaveLength(1);
});

test('a second run on the same head keeps one comment', async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  await story.gate(number);
  await story.gate(number);
  expect(await story.said(number)).toHaveLength(1);
});

test('a push that regresses is red and makes no baseline; an innocent pull request is not blocked by it', async () => {
  await begin();
  const red = await story.push({ 'prompts/system.md': prompts.uncited });
  expect(red.exitCode).toBe(1);
  expect(await baselines()).toHaveLength(1);

  const number = await story.propose({ 'prompts/system.md': `${prompts.uncited}Be kind.\n` });
  const innocent = await story.gate(number);
  expect(innocent.exitCode, innocent.stdout).toBe(0);
  const [comment] = await story.said(number);
  expect(comment).toMatch(/already failing on `?main/);

  const readme = await story.push({ 'README.md': '# Help desk, again\n' });
  expect(readme.outputs['verdict']).toBe('regressed');

  const repaired = await story.push({ 'prompts/system.md': prompts.good });
  expect(repaired.exitCode).toBe(0);
  const after = await story.propose({ 'prompts/system.md': prompts.uncited }, 'again');
  expect((await story.gate(after)).outputs['verdict']).toBe('regressed');
});

test('a touched prompt that is put back as it was brings the comment up to date', async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  await story.gate(number);
  await story.amend(number, { 'prompts/system.md': prompts.good });
  const run = await story.gate(number);
  expect(run.outputs['verdict']).toBe('skipped');
  const comments = await story.said(number);
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain('othing that a target depends on was touched');
  expect(story.status(number)?.state).toBe('success');
});

test('an untouched pull request succeeds at once, without a comment', async () => {
  await begin();
  const number = await story.propose({ 'README.md': '# Better words\n' });
  const run = await story.gate(number);
  expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'skipped', 'model-calls': '0' } });
  expect(await story.said(number)).toEqual([]);
  expect(story.status(number)?.state).toBe('success');
});

test.each([
  ['a prompt', { 'prompts/system.md': prompts.reworded }, 'pass', ['prompts/system.md']],
  [
    'a model',
    { 'config/models.json': JSON.stringify({ model: 'mini', temperature: 0.2 }) },
    'regressed',
    ['large', 'mini'],
  ],
  [
    'an index',
    { 'retrieval/manifest.json': index.without('pets') },
    'regressed',
    ['2026-11-01', '2026-11-20'],
  ],
])(
  '%s that is touched alone is named, with what moved in it',
  async (_name, changes, verdict, words) => {
    await begin();
    const number = await story.propose(changes);
    const run = await story.gate(number);
    expect(run.outputs['verdict'], run.stdout).toBe(verdict);
    const [comment] = await story.said(number);
    for (const word of words) expect(comment?.slice(0, 600)).toContain(word);
  },
);

test('without a baseline the table shows absolute numbers, and does not block', async () => {
  story = await startStory(desk());
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const run = await story.gate(number);
  expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'no-baseline' } });
  expect((await story.said(number))[0]).toMatch(/first merge makes/);
});

test('an unreadable baseline is an error that names commit and path, and the branch stays as it is', async () => {
  await begin();
  const [path = ''] = await baselines();
  await story.hub.writeBranch('failmode-data', { [path]: '{"schema":1,' });
  const before = await story.hub.branchHead('failmode-data');
  const number = await story.propose({ 'prompts/system.md': prompts.reworded });
  const run = await story.gate(number);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(`failmode-data@${before}:${path}`);
  expect(story.status(number)?.state).toBe('failure');
  expect(await story.hub.branchHead('failmode-data')).toBe(before);
});

test('a comment that is forbidden is a warning that names the permission; the verdict stands', async () => {
  await begin();
  story.hub.deny(/\/issues\/\d+\/comments/, 'pull-requests');
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const run = await story.gate(number);
  expect(run.outputs['verdict']).toBe('regressed');
  expect(run.annotations).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      message: expect.stringContaining('pull-requests: write'),
    }),
  );
  expect(story.status(number)?.state).toBe('failure');
});

test("somebody else's comment with our marker is left alone", async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const theirs = await story.hub.comment(
    number,
    '<!-- failmode:gate -->\nAll good, merge!',
    'mallory',
  );
  await story.gate(number);
  const comments = await story.hub.comments(number);
  expect(comments.find(({ id }) => id === theirs.id)?.body).toBe(theirs.body);
  expect(await story.said(number)).toHaveLength(1);
});

test('a comment beyond the first page is found again', async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  await story.hub.chatter(number, 120, 'bob');
  await story.gate(number);
  await story.gate(number);
  expect(await story.said(number)).toHaveLength(1);
});

test('invalid definitions are all told at once, each at its line, and the run is red', async () => {
  await begin();
  const curt = desk()['evals/modes/curt.yml'] ?? '';
  const number = await story.propose({
    'evals/failmode.yml': `${desk()['evals/failmode.yml']}targts: 1\n`,
    'evals/modes/curt.yml': curt.replace('type: contains', 'type: contain'),
  });
  const run = await story.gate(number);
  expect(run.exitCode).toBe(1);
  expect(run.outputs['verdict']).toBe('invalid');
  const errors = run.annotations.filter(({ level }) => level === 'error');
  expect(errors.map((one) => one.file)).toEqual(
    expect.arrayContaining(['evals/failmode.yml', 'evals/modes/curt.yml']),
  );
  expect(story.status(number)?.state).toBe('failure');
});

test('a target that fails on one case has failed that case', async () => {
  await begin({
    'evals/cases/desk.jsonl': deskCases([{ id: 'boom', input: { about: 'keys', hard: true } }]),
  });
  const number = await story.propose({
    'app/answer.mjs': (desk()['app/answer.mjs'] ?? '').replace("'crash'", "'keys'"),
  });
  const run = await story.gate(number);
  expect(run.outputs['verdict']).toBe('regressed');
  expect((await story.said(number))[0]).toContain('exited with code 7');
});

test('zero cases are not green', async () => {
  await begin();
  const number = await story.propose({ 'evals/cases/desk.jsonl': '' });
  const run = await story.gate(number);
  expect(run.exitCode).toBe(1);
  expect(story.status(number)?.state).toBe('failure');
});

test('the default branch may be called anything', async () => {
  story = await startStory(desk(), { branch: 'trunk' });
  await story.pushed();
  expect((await baselines())[0]).toMatch(/^baselines\/trunk\//);
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  expect((await story.gate(number)).outputs['verdict']).toBe('regressed');
});

test('on GitHub Enterprise Server every address is that server’s', async () => {
  story = await startStory(desk(), { basePath: '/api/v3', serverUrl: 'https://git.acme.test' });
  await story.pushed();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  expect((await story.gate(number)).outputs['verdict']).toBe('regressed');
  const [comment] = await story.said(number);
  expect(comment).toContain('https://git.acme.test/acme/leasing/commit/');
  expect(comment).not.toContain('github.com');
});

test('a change that weakens the gate is listed and blocked, though nothing regressed', async () => {
  await begin();
  const number = await story.propose({
    'evals/modes/curt.yml': (desk()['evals/modes/curt.yml'] ?? '').replace(
      'value: please',
      'value: a',
    ),
    'evals/cases/desk.jsonl': deskCases().split('\n').slice(1).join('\n'),
  });
  const run = await story.gate(number);
  expect(run.exitCode).toBe(1);
  const [comment] = await story.said(number);
  expect(comment).toMatch(/This pull request changes the gate/);
  expect(comment).toContain('curt/says-please');
  expect(comment).toContain('fees-easy');
});

test('a new eval and new cases are welcome: their rows are new, and only the new case runs', async () => {
  await begin();
  const number = await story.propose({
    'evals/modes/curt.yml': `${desk()['evals/modes/curt.yml']}  - id: is-short
    rung: code
    target: desk
    assert: [{ type: length, max: { words: 12 } }]
`,
    'evals/cases/desk.jsonl': deskCases([
      { id: 'fees-again', input: { about: 'fees', hard: false } },
    ]),
  });
  const run = await story.gate(number);
  expect(run, run.stdout).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
  expect((await story.said(number))[0]).toMatch(/1 (?:ran|run)|12 carried/);
});

test('a merge group is decided on its own commit, without a comment', async () => {
  await begin();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited });
  const { mergeSha, baseSha } = story.hub.pullRequest(number);
  const event = mergeGroupEvent(story.hub, { headSha: mergeSha ?? '', baseSha, number });
  const run = await story.act(event, {});
  expect(run.outputs['verdict']).toBe('regressed');
  expect(story.hub.statuses(mergeSha ?? '').at(-1)?.state).toBe('failure');
  expect(await story.said(number)).toEqual([]);
});
