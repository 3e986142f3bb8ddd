import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { git } from '../git.ts';
import { startGitHub, type GitHub } from '../github.ts';
import { temporaryFolder } from '../scratch.ts';
import { clientOf, statusOf } from './client.ts';

let github: GitHub;
const here = { owner: 'acme', repo: 'leasing' };

beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

const append = async (rest: Octokit['rest'], parents: string[], message: string) => {
  const entry = { path: 'latest/main.json', mode: '100644', type: 'blob' } as const;
  const tree = await rest.git.createTree({ ...here, tree: [{ ...entry, content: message }] });
  const made = { ...here, message, tree: tree.data.sha, parents };
  return (await rest.git.createCommit(made)).data.sha;
};

test('the data branch is moved by compare-and-swap only', async () => {
  const rest = clientOf(github);
  const root = await append(rest, [], 'root');
  await rest.git.createRef({ ...here, ref: 'refs/heads/cas', sha: root });
  const [one, other] = [await append(rest, [root], 'one'), await append(rest, [root], 'other')];
  const move = (sha: string) => rest.git.updateRef({ ...here, ref: 'heads/cas', sha });
  expect(await statusOf(move(one))).toBe(200);
  expect(await statusOf(move(other))).toBe(422);
  expect(await github.readBranch('cas', 'latest/main.json')).toBe('one');
});

test('a swap is refused when somebody else was faster', async () => {
  await github.writeBranch('race', { 'a.json': '1' });
  const rest = clientOf(github);
  const mine = await append(rest, [await github.branchHead('race')], 'mine');
  const move = { method: 'PATCH', path: /git\/refs/ };
  github.meanwhile(move, () => github.writeBranch('race', { 'a.json': '2' }));
  const swap = () => rest.git.updateRef({ ...here, ref: 'heads/race', sha: mine });
  expect(await statusOf(swap())).toBe(422);
  expect(await github.readBranch('race', 'a.json')).toBe('2');
});

test('a branch is copied into a Git repository with its commit ids', async () => {
  await github.writeBranch('copied', { 'baselines/main/ü.json': '{"ü":1}\n', gone: 'x' });
  await github.writeBranch('copied', { gone: null, 'big.json': 'x'.repeat(5_000_000) });
  const bare = temporaryFolder('mirror');
  await git(bare, ['init', '--quiet', '--bare']);
  await github.mirrorBranch('copied', bare);
  await github.writeBranch('copied', { 'late.json': '1' });
  await github.mirrorBranch('copied', bare);
  const listed = await git(bare, [
    '-c',
    'core.quotepath=off',
    'ls-tree',
    '-r',
    '--name-only',
    'copied',
  ]);
  expect(listed.split('\n')).toEqual(['baselines/main/ü.json', 'big.json', 'late.json']);
  expect(await github.listBranch('copied')).toEqual(listed.split('\n'));
  expect(await git(bare, ['rev-list', '--count', 'copied'])).toBe('3');
});
