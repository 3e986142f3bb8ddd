import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bot, startGitHub, type GitHub } from './github.ts';
import { clientOf, statusOf } from './github/client.ts';

let github: GitHub;
const here = { owner: 'acme', repo: 'leasing' };
const [headSha, baseSha] = ['a'.repeat(40), 'b'.repeat(40)];

const client = () => clientOf(github);

const openOne = () => github.openPullRequest({ headRef: 'shorter', headSha, baseSha });

const setStatus = (state: 'pending' | 'success', description: string) => {
  const status = { sha: headSha, context: 'failmode/gate', state, description };
  return client().repos.createCommitStatus({ ...here, ...status });
};

beforeAll(async () => {
  github = await startGitHub({ basePath: '/api/v3' });
});
afterAll(() => github.close());
beforeEach(() => {
  github.violations.length = 0;
  github.requests.length = 0;
});

describe('the requests', () => {
  test('are recorded and pass where GitHub would take them', async () => {
    const { number } = await openOne();
    await client().issues.createComment({ ...here, issue_number: number, body: 'Hello' });
    expect(github.violations).toEqual([]);
    expect(github.requests).toMatchObject([
      {
        method: 'POST',
        path: `/repos/acme/leasing/issues/${number}/comments`,
        body: { body: 'Hello' },
        login: bot,
        status: 201,
      },
    ]);
  });

  test.each([
    ['an endpoint that is not there', 'GET', '/repos/acme/leasing/nothing', undefined, /no such/],
    ['a missing key', 'POST', '/repos/acme/leasing/issues', {}, /required property 'title'/],
    [
      'an unknown key',
      'POST',
      '/repos/acme/leasing/issues',
      { title: 'A', lable: [] },
      /additional/,
    ],
    [
      'a wrong type',
      'POST',
      '/repos/acme/leasing/git/refs',
      { ref: 1, sha: 'a' },
      /must be string/,
    ],
    ['an unknown parameter', 'GET', '/repos/acme/leasing/issues?perpage=3', undefined, /perpage/],
    ['a word for a number', 'GET', '/repos/acme/leasing/issues/one', undefined, /integer/],
    ['a missing body', 'POST', `/repos/acme/leasing/statuses/${headSha}`, undefined, /missing/],
  ])('with %s are violations', async (_what, method, path, body, problem) => {
    await fetch(`${github.apiUrl}${path}`, {
      method,
      headers: { authorization: `token ${github.tokens.job}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(github.violations).toMatchObject([expect.stringMatching(problem)]);
  });

  test('outside the base path, or with a foreign token, get nowhere', async () => {
    expect(await statusOf(clientOf(github, 'stolen').repos.get(here))).toBe(401);
    const outside = github.apiUrl.replace('/api/v3', '/repos/acme/leasing');
    await fetch(outside);
    expect(github.violations).toMatchObject([expect.stringContaining('not below /api/v3')]);
  });
});

describe('comments', () => {
  test('beyond the first page are found by following the links', async () => {
    const { number } = await openOne();
    await github.chatter(number, 40, 'mallory');
    const rest = client();
    await rest.issues.createComment({ ...here, issue_number: number, body: 'The 41st' });
    const { data, headers } = await rest.issues.listComments({ ...here, issue_number: number });
    expect(data).toHaveLength(30);
    expect(headers.link).toContain(`<${github.apiUrl}/repos/acme/leasing/issues/${number}`);
    expect((await github.comments(number)).at(-1)).toMatchObject({ body: 'The 41st' });
  });

  test('of the job come from a bot, and are changed and removed by id', async () => {
    const { number } = await openOne();
    const { issues } = client();
    const made = await issues.createComment({ ...here, issue_number: number, body: 'One' });
    expect(made.data.user).toMatchObject({ login: bot, type: 'Bot' });
    expect(made.data.html_url).toMatch(/^https:\/\/github\.com\/acme\/leasing\//);
    await issues.updateComment({ ...here, comment_id: made.data.id, body: 'Two' });
    expect(await github.comments(number)).toMatchObject([{ body: 'Two' }]);
    await issues.deleteComment({ ...here, comment_id: made.data.id });
    expect(await github.comments(number)).toEqual([]);
  });

  test('of more than 65 536 characters are refused', async () => {
    const { number } = await openOne();
    const write = (length: number) =>
      client().issues.createComment({ ...here, issue_number: number, body: 'x'.repeat(length) });
    expect(await statusOf(write(65_536))).toBe(200);
    expect(await statusOf(write(65_537))).toBe(422);
  });
});

describe('commit statuses', () => {
  test('are kept in order, and the newest of a context counts', async () => {
    await setStatus('pending', 'Running');
    await setStatus('success', 'Nothing regressed');
    expect(github.statuses(headSha).map(({ state }) => state)).toEqual(['pending', 'success']);
    const combined = await client().repos.getCombinedStatusForRef({ ...here, ref: headSha });
    expect(combined.data).toMatchObject({ state: 'success', total_count: 1 });
  });

  test('with a description of more than 140 characters are refused', async () => {
    expect(await statusOf(setStatus('success', 'x'.repeat(140)))).toBe(200);
    expect(await statusOf(setStatus('success', 'x'.repeat(141)))).toBe(422);
  });
});

describe('pull requests', () => {
  test('show the commits that the test set, and move', async () => {
    const { number } = await openOne();
    const shown = async () =>
      (await client().pulls.get({ ...here, pull_number: number })).data.head.sha;
    expect(await shown()).toBe(headSha);
    github.movePullRequest(number, { headSha: 'c'.repeat(40) });
    expect(await shown()).toBe('c'.repeat(40));
  });

  test('are issues too, and take the number that they are given', async () => {
    const number = (await openOne()).number + 3;
    await github.openPullRequest({ number, headRef: 'far', headSha, baseSha });
    const listed = await client().issues.listForRepo(here);
    expect(listed.data.find((issue) => issue.number === number)?.pull_request).toMatchObject({
      html_url: `https://github.com/acme/leasing/pull/${number}`,
    });
    expect((await github.issues()).map((issue) => issue.number)).not.toContain(number);
  });

  test('are found by the commit that merged them', async () => {
    const { number } = await openOne();
    await github.mergePullRequest(number, 'd'.repeat(40));
    const { repos } = client();
    const commit = { ...here, commit_sha: 'd'.repeat(40) };
    const found = await repos.listPullRequestsAssociatedWithCommit(commit);
    expect(found.data).toMatchObject([{ number, state: 'closed' }]);
  });
});

describe('what goes wrong', () => {
  test('before a request, it did not happen; after it, it did', async () => {
    const { number } = await openOne();
    const path = /\/comments$/;
    const write = (body: string) =>
      statusOf(client().issues.createComment({ ...here, issue_number: number, body }));
    github.fault({ method: 'POST', path, status: 502 });
    expect(await write('lost')).toBe(502);
    github.fault({ method: 'POST', path, status: 502, when: 'after' });
    expect(await write('kept')).toBe(502);
    github.fault({ method: 'POST', path, when: 'after' });
    expect(await write('cut')).toBe(500);
    expect(await write('well')).toBe(200);
    const bodies = (await github.comments(number)).map((comment) => comment.body);
    expect(bodies).toEqual(['kept', 'cut', 'well']);
    expect(github.requests.map(({ status }) => status)).toEqual([502, 502, 0, 201]);
  });

  test('a missing permission is refused for the job alone, and reading goes on', async () => {
    const denied = await startGitHub();
    try {
      denied.deny(/\/statuses\//, 'statuses');
      const sha = { ...here, sha: headSha, state: 'success' } as const;
      const { repos } = clientOf(denied);
      await expect(repos.createCommitStatus(sha)).rejects.toMatchObject({
        status: 403,
        response: { headers: { 'x-accepted-github-permissions': 'statuses=write' } },
      });
      expect(await statusOf(repos.listCommitStatusesForRef({ ...here, ref: headSha }))).toBe(200);
    } finally {
      await denied.close();
    }
  });

  test('the token of a fork reads and does not write', async () => {
    const rest = clientOf(github, github.tokens.readOnly);
    expect(await statusOf(rest.issues.listForRepo(here))).toBe(200);
    expect(await statusOf(rest.issues.create({ ...here, title: 'Hello' }))).toBe(403);
  });

  test.each([
    ['alice', 'admin'],
    ['bob', 'write'],
    ['mallory', 'read'],
  ])('%s may %s', async (username, permission) => {
    const { repos } = client();
    const asked = await repos.getCollaboratorPermissionLevel({ ...here, username });
    expect(asked.data).toMatchObject({ permission, user: { login: username } });
  });
});
