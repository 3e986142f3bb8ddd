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
  const payload = { repository, pull_request: { ...pull_request, head: { sha: sha('a'), ref: sha('c') } } };
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
  const payload = { repository, pull_request: { ...pull_request, head: { sha: 'HEAD', ref: 'x' } } };
  expect(() => taskOf(event({ name: 'pull_request', payload }))).toThrow(/cannot be read/);
});
