import { afterEach, expect, test } from 'vitest';
import { issueCommentEvent, type WorkflowEvent } from '../local/events.ts';
import { config, desk, prompts } from './desk.ts';
import { startStory, type Story } from './story.ts';

let story: Story;

const bot = 'github-actions[bot]';

/** A help desk whose pull request no longer cites: the failure mode `uncited` regressed. */
const begin = async (
  changes: Record<string, string> = {},
  proposed: Record<string, string> = {},
) => {
  story = await startStory(
    { ...desk(), ...changes },
    { people: { alice: 'admin', bob: 'write', tess: 'triage', mallory: 'read' } },
  );
  await story.pushed();
  const number = await story.propose({ 'prompts/system.md': prompts.uncited, ...proposed });
  const run = await story.gate(number);
  expect(run.outputs['verdict'], run.stdout).toBe('regressed');
  return number;
};

const sticky = async (number: number) =>
  (await story.said(number)).find((body) => body.startsWith('<!-- failmode:gate -->')) ?? '';
const replies = async (number: number) =>
  (await story.said(number)).filter((body) => body.startsWith('<!-- failmode:reply'));

/** The line that the comment shows, with a reason in its place. */
const lineFor = async (number: number, what = 'uncited', reason = 'we no longer cite') => {
  const line = new RegExp(`^/failmode accept ${what} [0-9a-f]{12} <reason>$`, 'm');
  return (line.exec(await sticky(number))?.[0] ?? '').replace('<reason>', reason);
};

const eventOf = async (number: number, body: string, by: string): Promise<WorkflowEvent> => {
  const sha = await story.repository.git('rev-parse', 'refs/remotes/origin/main');
  const comment = await story.hub.comment(number, body, by);
  return issueCommentEvent(story.hub, { number, comment, sha });
};

const say = async (number: number, body: string, by = 'bob') =>
  story.act(await eventOf(number, body, by), {});

const accepted = async () => {
  const paths = await story.hub.listBranch('failmode-data');
  const files = paths.filter((path) => path.startsWith('accepted/'));
  const texts = await Promise.all(files.map((path) => story.hub.readBranch('failmode-data', path)));
  return texts.flatMap((text) => (JSON.parse(text) as { acceptances: unknown[] }).acceptances);
};

const baselines = async () =>
  (await story.hub.listBranch('failmode-data')).filter((path) => path.startsWith('baselines/'));

/** Merges the pull request at GitHub, and runs on the push that follows. */
const merge = async (number: number, squash: boolean) => {
  const { headSha } = story.hub.pullRequest(number);
  await story.hub.mergePullRequest(number, await story.repository.merge(headSha, { squash }));
  return story.pushed();
};

afterEach(() => {
  expect(story.hub.violations).toEqual([]);
});

test('a writer accepts by copying a line: comment and status follow, and one reply says so', async () => {
  const number = await begin();
  const run = await say(number, await lineFor(number));
  expect(run.exitCode, run.stdout).toBe(0);
  expect(run.outputs['verdict']).toBe('pass');
  expect(run.requests.length).toBeLessThanOrEqual(35);
  expect(story.status(number)).toMatchObject({ state: 'success', context: 'failmode/gate' });
  expect(await sticky(number)).toMatch(/## No failure mode regressed, 1 accepted/);
  expect(await sticky(number)).toContain('accepted by bob: we no longer cite');
  const [reply, ...others] = await replies(number);
  expect(reply).toContain('Accepted by `bob`');
  expect(others).toEqual([]);
  expect(await accepted()).toMatchObject([{ by: 'bob', reason: 'we no longer cite' }]);
});

test.each([
  ['squashed', true],
  ['with a merge commit', false],
])(
  'the push of an accepted pull request that is merged %s passes and makes the baseline',
  async (_name, squash) => {
    const number = await begin();
    await say(number, await lineFor(number));
    const run = await merge(number, squash);
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.outputs['verdict']).toBe('pass');
    expect(await baselines()).toHaveLength(2);

    const next = await story.propose(
      { 'prompts/system.md': `${prompts.uncited}Be kind.\n` },
      'next',
    );
    expect((await story.gate(next)).outputs['verdict']).toBe('pass');
  },
);

test('a push that nobody accepted is red, whatever was accepted elsewhere', async () => {
  const number = await begin();
  await say(number, await lineFor(number));
  const run = await story.push({ 'prompts/system.md': prompts.uncited });
  expect(run.outputs['verdict']).toBe('regressed');
  expect(await baselines()).toHaveLength(1);
});

test('an acceptance holds on a later head that is no worse, and not on one that is', async () => {
  const number = await begin();
  await say(number, await lineFor(number));
  await story.amend(number, { 'prompts/system.md': `${prompts.uncited}Be kind.\n` });
  expect((await story.gate(number)).outputs['verdict']).toBe('pass');
  await story.amend(number, { 'prompts/system.md': 'Be brief.\n' });
  const worse = await story.gate(number);
  expect(worse.outputs).toMatchObject({ verdict: 'regressed', 'regressed-modes': '["curt"]' });
  expect(story.status(number)?.state).toBe('failure');
});

test('changes of the gate are accepted apart from what regressed', async () => {
  const number = await begin({}, { 'evals/failmode.yml': config({ gate: '{ alpha: 0.01 }' }) });
  const both = await say(number, await lineFor(number));
  expect(both.outputs['verdict']).toBe('regressed');
  expect((await replies(number))[0]).toContain('/failmode accept gate ');
  const run = await say(number, await lineFor(number, 'gate', 'as agreed'), 'alice');
  expect(run.outputs['verdict']).toBe('pass');
  expect(story.status(number)?.state).toBe('success');
  expect(await sticky(number)).toContain('`0.05` → `0.01`, accepted by `alice`');
});

test('who may not write accepts nothing, and is told so once; a bot is not even answered', async () => {
  const number = await begin();
  const [before, line] = [await sticky(number), await lineFor(number)];
  for (const by of ['mallory', 'tess', bot]) {
    const run = await say(number, line, by);
    expect(run.exitCode, run.stdout).toBe(0);
  }
  expect(await accepted()).toEqual([]);
  expect(story.status(number)?.state).toBe('failure');
  expect(await sticky(number)).toBe(before);
  const given = await replies(number);
  expect(given).toEqual([expect.stringContaining('write access to this repository')]);
  expect(given[0]).not.toContain('no longer cite');
});

test('what is quoted, fenced or said in passing is no command', async () => {
  const number = await begin();
  const line = await lineFor(number);
  const said = [
    `> ${line}`,
    `\`\`\`\n${line}\n\`\`\``,
    `please ${line}`,
    `Hello\n${line}`,
    ` ${line}`,
  ];
  for (const body of said) {
    const run = await say(number, body);
    expect(run).toMatchObject({ exitCode: 0, requests: [] });
  }
  expect(await accepted()).toEqual([]);
});

test('an edited comment is not obeyed, and not answered', async () => {
  const number = await begin();
  const event = await eventOf(number, await lineFor(number), 'bob');
  const { comment } = event.payload as { comment: { body: string } };
  comment.body = comment.body.replace('we no longer cite', 'as it first read');
  const run = await story.act(event, {});
  expect(run.exitCode).toBe(0);
  expect(await accepted()).toEqual([]);
  expect(await replies(number)).toEqual([]);
});

test('a command for a head that was pushed over is refused, and the reply shows the present line', async () => {
  const number = await begin();
  const stale = await lineFor(number);
  await story.amend(number, { 'prompts/system.md': `${prompts.uncited}Be kind.\n` });
  await say(number, stale);
  expect((await replies(number)).at(-1)).toContain('no result for the newest commit yet');

  await story.gate(number);
  await say(number, stale);
  expect(await accepted()).toEqual([]);
  expect(story.status(number)?.state).toBe('failure');
  const fresh = await lineFor(number, 'uncited', '<reason>');
  expect(fresh).not.toBe('');
  expect((await replies(number)).at(-1)).toContain(fresh);
});

test('rights that GitHub does not tell are no rights', async () => {
  const number = await begin();
  story.hub.fault({ path: /\/collaborators\//, status: 500, times: 9 });
  const run = await say(number, await lineFor(number));
  expect(run.exitCode).toBe(0);
  expect(await accepted()).toEqual([]);
  expect(await replies(number)).toEqual([expect.stringContaining('did not say')]);
});

test('where a second person is asked for, the author does not accept', async () => {
  const number = await begin({ 'evals/failmode.yml': config({ gate: '{ second_person: true }' }) });
  const line = await lineFor(number);
  expect(story.hub.pullRequest(number).author).toBe('alice');
  await say(number, line, 'alice');
  expect(await accepted()).toEqual([]);
  expect(await replies(number)).toEqual([expect.stringContaining('somebody else')]);
  await say(number, line, 'bob');
  expect(story.status(number)?.state).toBe('success');
});

test('the same event, delivered 20 times and 5 at once, makes one acceptance and one reply', async () => {
  const number = await begin();
  const event = await eventOf(number, await lineFor(number), 'bob');
  for (let round = 0; round < 4; round += 1) {
    const runs = await Promise.all(Array.from({ length: 5 }, () => story.act(event, {})));
    for (const run of runs) expect(run.exitCode, run.stdout).toBe(0);
  }
  expect(await accepted()).toHaveLength(1);
  expect(await replies(number)).toHaveLength(1);
  expect(await story.said(number)).toHaveLength(2);
  expect(story.status(number)?.state).toBe('success');
}, 180_000);

test('what the comment says by hand is believed by nobody', async () => {
  const number = await begin();
  const comments = await story.hub.comments(number);
  const own = comments.find(({ user }) => user.login === bot);
  await say(number, (own?.body ?? '').replace('merge blocked', 'accepted by alice'), 'alice');
  expect((await story.gate(number)).outputs['verdict']).toBe('regressed');
});

test('a token that may not write the data branch accepts nothing, and says so', async () => {
  const number = await begin();
  story.hub.deny(/\/git\//, 'contents');
  const run = await say(number, await lineFor(number));
  expect(run.exitCode).toBe(1);
  expect(run.annotations).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('contents: write') }),
  );
  expect(story.status(number)?.state).toBe('failure');
  expect(await replies(number)).toEqual([expect.stringContaining('its log says why')]);
});
