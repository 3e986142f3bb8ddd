import { expect, test } from 'vitest';
import { taskOf, type Event } from '../../src/decide/task.ts';

const sha = (digit: string) => digit.repeat(40);
const repository = { default_branch: 'trunk' };
const pull_request = {
  number: 7,
  head: { sha: sha('a'), ref: 'friendlier' },
  base: { sha: sha('b'), ref: 'trunk' },
};
const event = (over: Partial<Event>): Event => ({
  name: 'push',
  payload: { repository },
  ref: 'refs/heads/trunk',
  mode: 'auto',
  ...over,
});

test('a pull request is gated at its head, whatever its branch is called', () => {
  const payload = {
    repository,
    pull_request: { ...pull_request, head: { sha: sha('a'), ref: sha('c') } },
  };
  expect(taskOf(event({ name: 'pull_request', payload }))).toMatchObject({
    mode: 'gate',
    statusSha: sha('a'),
    pullRequest: { number: 7 },
    branch: 'trunk',
  });
});

test('a merge group is gated on its own commit, without a comment', () => {
  const merge_group = { head_sha: sha('a'), base_sha: sha('b'), base_ref: 'refs/heads/trunk' };
  expect(taskOf(event({ name: 'merge_group', payload: { merge_group } }))).toMatchObject({
    mode: 'gate',
    statusSha: sha('a'),
    pullRequest: undefined,
  });
});

test.each([
  ['a push to the default branch makes a baseline', event({}), 'baseline'],
  ['a push elsewhere makes none', event({ ref: 'refs/heads/topic' }), 'none'],
  ['a dispatch makes a baseline', event({ name: 'workflow_dispatch' }), 'baseline'],
  ['an asked gate runs on any event', event({ name: 'deployment', mode: 'gate' }), 'gate'],
  ['an unknown event does nothing', event({ name: 'star' }), 'none'],
])('%s', (_name, given, mode) => {
  expect(taskOf(given).mode).toBe(mode);
});

test('pull_request_target is refused: it gives the code of a fork our secrets', () => {
  expect(() => taskOf(event({ name: 'pull_request_target' }))).toThrow(/pull_request_target/);
});

test('a head that is no commit id is refused', () => {
  const payload = {
    repository,
    pull_request: { ...pull_request, head: { sha: 'HEAD', ref: 'x' } },
  };
  expect(() => taskOf(event({ name: 'pull_request', payload }))).toThrow(/cannot be read/);
});

test.each([
  ['a pull request', 'pull_request', { repository, pull_request }, 7],
  [
    'a pull request in a queue',
    'merge_group',
    {
      merge_group: {
        head_sha: sha('a'),
        base_sha: sha('b'),
        base_ref: 'refs/heads/trunk',
        head_ref: `refs/heads/gh-readonly-queue/trunk/pr-12-${sha('b')}`,
      },
    },
    12,
  ],
  ['no pull request', 'deployment', { repository }, undefined],
])('what people accepted holds for %s', (_name, name, payload, acceptedIn) => {
  expect(
    taskOf(event({ name, payload, mode: name === 'deployment' ? 'gate' : 'auto' })),
  ).toMatchObject({
    acceptedIn,
  });
});

const bob = { id: 4, login: 'bob', type: 'User' };
const body = '/failmode accept slot 0a1b2c3d4e5f we want it so';
const commented = {
  action: 'created',
  issue: { number: 7, pull_request: {} },
  comment: { id: 99, body, user: bob },
  sender: bob,
};

test("a person's new comment on a pull request is a command", () => {
  expect(taskOf(event({ name: 'issue_comment', payload: commented }))).toEqual({
    mode: 'command',
    pullRequest: 7,
    comment: { id: 99, body, by: 'bob' },
  });
});

test.each([
  ['edited', { action: 'edited' }],
  ['deleted', { action: 'deleted' }],
  ['on an issue', { issue: { number: 7 } }],
  ['of a bot', { sender: { ...bob, type: 'Bot' } }],
  ["in a bot's name", { comment: { id: 99, body, user: { ...bob, type: 'Bot' } } }],
  ['told of by somebody else', { sender: { ...bob, id: 5 } }],
  ['of other words', { comment: { id: 99, body: 'Well done', user: bob } }],
])('a comment that is %s is no command', (_name, over) => {
  const payload = { ...commented, ...over };
  expect(taskOf(event({ name: 'issue_comment', payload })).mode).toBe('none');
});

test.each([
  ['with its repository', { schedule: '0 7 * * 2', repository }],
  ['without', { schedule: '0 7 * * 2' }],
])('a schedule is for the looking session, %s', (_name, payload) => {
  expect(taskOf(event({ name: 'schedule', payload, ref: 'refs/heads/trunk' }))).toEqual({
    mode: 'look',
    branch: 'trunk',
  });
});
