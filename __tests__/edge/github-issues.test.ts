import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { IssuePort, NewIssue } from '../../src/convert/port.ts';
import { openGitHub } from '../../src/edge/github.ts';
import { githubIssues } from '../../src/edge/github-issues.ts';
import { startGitHub, type GitHub } from '../local/github.ts';

let hub: GitHub;
let port: IssuePort;

beforeAll(async () => {
  hub = await startGitHub();
  const { owner, repo, apiUrl, tokens } = hub;
  port = githubIssues(openGitHub({ owner, repo }, { token: tokens.job, apiUrl }));
});
afterAll(() => hub.close());
afterEach(() => {
  expect(hub.violations.splice(0)).toEqual([]);
});

const issue = (over: Partial<NewIssue> = {}): NewIssue => ({
  title: 'Title',
  body: 'Body',
  labels: ['convert-to-code'],
  assignees: [],
  milestone: undefined,
  ...over,
});

test('what was made comes back as GitHub has it', async () => {
  const { number: milestone } = await hub.createMilestone('Next', '2026-12-15T08:00:00Z');
  const made = await port.create(issue({ assignees: ['alice'], milestone }));
  expect(made).toEqual({
    number: 1,
    body: 'Body',
    state: 'open',
    reason: null,
    isByBot: true,
    labels: ['convert-to-code'],
    assignees: ['alice'],
    milestone,
  });
  expect(await port.get(1)).toEqual(made);
  expect(await port.milestones()).toEqual([
    { number: milestone, title: 'Next', dueOn: '2026-12-15T08:00:00Z' },
  ]);
});

test('an issue is closed for a reason, reopened, and keeps what is not changed', async () => {
  const { number } = await port.create(issue({ body: 'Mine' }));
  await port.edit(number, { state: { to: 'closed', reason: 'not_planned' } });
  expect(await port.get(number)).toMatchObject({ state: 'closed', reason: 'not_planned' });
  await port.edit(number, { state: { to: 'open' }, body: 'Yours' });
  expect(await port.get(number)).toMatchObject({ state: 'open', body: 'Yours', assignees: [] });
});

test('the list has open and closed issues of everybody, oldest first, and no pull request', async () => {
  const label = { labels: ['listed'] };
  const mine = await port.create(issue(label));
  await port.edit(mine.number, { state: { to: 'closed', reason: 'completed' } });
  const theirs = await hub.createIssue({ title: 'Theirs', ...label }, 'alice');
  const shas = { headSha: 'a'.repeat(40), baseSha: 'b'.repeat(40) };
  const pull = await hub.openPullRequest({ headRef: 'topic', ...shas });
  await hub.editIssue(pull.number, label);
  expect(await port.list('listed')).toMatchObject([
    { number: mine.number, state: 'closed', isByBot: true },
    { number: theirs.number, state: 'open', isByBot: false, body: '' },
  ]);
});

test.each([404, 410])('an issue that answers %d is none', async (status) => {
  hub.fault({ method: 'GET', path: /\/issues\/1$/, status });
  expect(await port.get(1)).toBeUndefined();
});

test('an issue that was moved to another repository is none', async () => {
  const [moved] = await hub.issues();
  const url = 'https://api.github.com/repos/acme/backlog/issues/1';
  hub.fault({ method: 'GET', path: /\/issues\/1$/, status: 200, body: { ...moved, url } });
  expect(await port.get(1)).toBeUndefined();
});
