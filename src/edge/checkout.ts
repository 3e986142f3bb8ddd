import { Failure } from '../domain/failure.ts';
import { openGit, type Git } from './git.ts';

/** The checkout that a folder lies in. */
export const openCheckout = async (folder: string): Promise<Git> => {
  const top = await openGit(folder).answers(['rev-parse', '--show-toplevel']);
  if (top !== undefined) return openGit(top.trim());
  throw new Failure(
    'this folder is not in a Git checkout',
    'what a change touches is told by Git',
    'run failmode inside the repository',
  );
};

/** The branch that others merge into: the remote's default; where it has none, one by its usual names. */
export const defaultBranch = async (git: Git): Promise<string> => {
  const head = await git.answers([
    'symbolic-ref',
    '--short',
    '--quiet',
    'refs/remotes/origin/HEAD',
  ]);
  if (head !== undefined) return head.trim().replace(/^origin\//, '');
  for (const name of ['main', 'master', 'trunk']) {
    if ((await git.resolve(`refs/remotes/origin/${name}`)) !== undefined) return name;
  }
  return (await git.branchName()) ?? 'main';
};
