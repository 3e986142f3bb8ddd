import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git } from './git.ts';
import { startRepository } from './repository.ts';

const files = { 'prompts/system.md': 'Be brief.\n', 'app/answer.mjs': 'export {};\n' };

test('the same story has the same commit ids', async () => {
  const [one, other] = [await startRepository(files), await startRepository(files)];
  expect(await one.commit({ 'a.txt': '1' })).toBe(await other.commit({ 'a.txt': '1' }));
});

test('a checkout holds one commit, whose parents can be fetched', async () => {
  const repository = await startRepository(files);
  const base = await repository.head();
  const sha = await repository.commit({ 'app/answer.mjs': null });
  const folder = await repository.checkout({ sha });
  expect(await git(folder, ['rev-list', '--count', 'HEAD'])).toBe('1');
  expect(await git(folder, ['status', '--porcelain', '--branch'])).toBe('## main...origin/main');
  expect(existsSync(join(folder, 'app/answer.mjs'))).toBe(false);
  await git(folder, ['fetch', '--quiet', '--depth=1', 'origin', base]);
  expect(await git(folder, ['show', `${base}:prompts/system.md`])).toBe('Be brief.');
});

test('a pull request is tested at the merge of its head into its base', async () => {
  const repository = await startRepository(files);
  const old = await repository.head();
  const base = await repository.commit({ 'b.txt': 'base' });
  await repository.branch('shorter', old);
  const head = await repository.commit({ 'prompts/system.md': 'Be briefer.\n' });
  const sha = await repository.mergeCommitOf(head, base, 7);
  const folder = await repository.checkout({ sha, ref: 'refs/pull/7/merge' });
  const commit = await git(folder, ['cat-file', 'commit', 'HEAD']);
  expect(commit.match(/^parent .*$/gm)).toEqual([`parent ${base}`, `parent ${head}`]);
  expect(readFileSync(join(folder, 'prompts/system.md'), 'utf8')).toBe('Be briefer.\n');
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('base');
  await expect(git(folder, ['symbolic-ref', 'HEAD'])).rejects.toThrow('not a symbolic ref');
});

test('a full checkout knows the whole history and every branch', async () => {
  const repository = await startRepository(files);
  await repository.branch('shorter');
  const head = await repository.commit({ 'prompts/system.md': 'Be briefer.\n' });
  const sha = await repository.merge(head, { squash: true });
  const folder = await repository.checkout({ sha, depth: 0 });
  expect(await git(folder, ['rev-list', '--count', 'HEAD'])).toBe('2');
  expect(await git(folder, ['rev-parse', 'origin/shorter'])).toBe(head);
});
