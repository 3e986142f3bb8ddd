import { dataBranchName, type DataBranch } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';
import { filesOfCommit } from './files.ts';
import { readBlob } from './git-blobs.ts';
import type { Git } from './git.ts';

/** The data branch as a clone fetches it: for reading at the terminal, without a token. */
export const gitDataBranch = (git: Git): DataBranch => ({
  async snapshot() {
    const tracking = `refs/remotes/origin/${dataBranchName}`;
    await git.answers([
      'fetch',
      '--quiet',
      '--no-tags',
      'origin',
      `+refs/heads/${dataBranchName}:${tracking}`,
    ]);
    const commit = await git.resolve(tracking);
    if (commit === undefined) return { commit, blobs: new Map() };
    return { commit, blobs: await filesOfCommit(git, commit).tree() };
  },
  async read(at, path) {
    const sha = at.blobs.get(path);
    const bytes = sha === undefined ? undefined : await readBlob(git.root, sha);
    if (bytes === undefined) {
      throw new Failure(
        `${dataBranchName}@${at.commit ?? 'none'}:${path} is not there`,
        'a baseline names it, but the branch does not hold it',
        `fetch the branch ${dataBranchName} again, or restore the file from its history`,
      );
    }
    return bytes;
  },
});
