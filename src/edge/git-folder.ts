import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from './git.ts';

/** A folder in Git's own: never committed, and shared by all worktrees. */
export const gitFolder = async (git: Pick<Git, 'root' | 'answers'>): Promise<string> => {
  const common = (await git.answers(['rev-parse', '--git-common-dir']))?.trim() ?? '.git';
  const folder = join(resolve(git.root, common), 'failmode');
  await mkdir(folder, { recursive: true });
  return folder;
};
