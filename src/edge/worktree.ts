import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worktree } from '../measure/ports.ts';
import type { Git } from './git.ts';
import { runToEnd } from './process.ts';

const prepareLimits = { timeoutMs: 10 * 60_000, maxBytes: 64 * 1024 * 1024 };

/** The files of a commit in a folder of their own, made runnable by `prepare`. */
export const openWorktree = async (
  git: Git,
  folder: string,
  commit: string,
  prepare: { argv: readonly string[] | undefined; env: Record<string, string> },
): Promise<Worktree> => {
  const root = join(await mkdtemp(join(folder, 'failmode-base-')), 'base');
  const close = async () => {
    await git.answers(['worktree', 'remove', '--force', root]);
    await rm(join(root, '..'), { recursive: true, force: true });
  };
  const added = await git.answers(['worktree', 'add', '--detach', '--force', root, commit]);
  if (added === undefined) {
    await close();
    return { why: 'its commit could not be checked out' };
  }
  if (prepare.argv === undefined) return { root, close };
  const where = { cwd: root, env: prepare.env, ...prepareLimits };
  const { code, reason } = await runToEnd(prepare.argv, where);
  if (code === 0) return { root, close };
  await close();
  return { why: `its \`prepare\` failed: ${reason ?? `it exited with ${code}`}` };
};
