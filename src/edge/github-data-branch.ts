import {
  dataBranchName,
  type DataBranch,
  type DataSnapshot,
  type DataWriter,
} from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';
import { statusOf, type GitHub } from './github.ts';

const ref = `heads/${dataBranchName}`;
const empty: DataSnapshot = { commit: undefined, blobs: new Map() };
/** Files up to this size travel inside the tree's request; larger ones as blobs of their own. */
const inlineBytes = 512 * 1024;

const notThere = (error: unknown): boolean => statusOf(error) === 404 || statusOf(error) === 409;

const headOf = async ({ rest, repository }: GitHub): Promise<string | undefined> => {
  try {
    return (await rest.git.getRef({ ...repository, ref })).data.object.sha;
  } catch (error) {
    if (notThere(error)) return undefined;
    throw error;
  }
};

const snapshotOf = async (github: GitHub): Promise<DataSnapshot> => {
  const { rest, repository } = github;
  const commit = await headOf(github);
  if (commit === undefined) return empty;
  const listing = { ...repository, tree_sha: commit, recursive: 'true' };
  const { data } = await rest.git.getTree(listing);
  if (data.truncated) {
    throw new Failure(
      `the branch ${dataBranchName} has too many files to be listed`,
      `GitHub cut the tree of ${commit} short`,
      'delete old files below baselines/ on that branch',
    );
  }
  const blobs = data.tree.filter((entry) => entry.type === 'blob');
  return { commit, blobs: new Map(blobs.map((entry) => [entry.path, entry.sha])) };
};

const readFile = async (github: GitHub, at: DataSnapshot, path: string): Promise<Buffer> => {
  const sha = at.blobs.get(path);
  if (sha === undefined) {
    throw new Failure(
      `${dataBranchName}@${at.commit ?? 'none'}:${path} is not there`,
      'a baseline names it, but the branch does not hold it',
      `restore the file from the history of ${dataBranchName}, or delete the baseline that names it`,
    );
  }
  const { data } = await github.rest.git.getBlob({ ...github.repository, file_sha: sha });
  return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
};

const entryOf = async ({ rest, repository }: GitHub, path: string, content: string) => {
  const entry = { path, mode: '100644', type: 'blob' } as const;
  if (Buffer.byteLength(content) <= inlineBytes) return { ...entry, content };
  const blob = await rest.git.createBlob({ ...repository, content, encoding: 'utf-8' });
  return { ...entry, sha: blob.data.sha };
};

const treeOf = async ({ rest, repository }: GitHub, commit: string): Promise<string> =>
  (await rest.git.getCommit({ ...repository, commit_sha: commit })).data.tree.sha;

/** Points the branch to a commit whose parent is what was seen; false where it is elsewhere by now. */
const swap = async (github: GitHub, seen: string | undefined, commit: string): Promise<boolean> => {
  const { rest, repository } = github;
  try {
    await (seen === undefined
      ? rest.git.createRef({ ...repository, ref: `refs/${ref}`, sha: commit })
      : rest.git.updateRef({ ...repository, ref, sha: commit, force: false }));
    return true;
  } catch (error) {
    // A lost reply: the swap may have happened. What the branch says is what counts.
    if ((await headOf(github)) === commit) return true;
    if (statusOf(error) === 422 || statusOf(error) === 409) return false;
    throw error;
  }
};

/** The data branch through GitHub's Git data API. */
export const githubDataBranch = (github: GitHub): DataBranch & DataWriter => ({
  snapshot: () => snapshotOf(github),
  read: (at, path) => readFile(github, at, path),
  async append(seen, { files, message }) {
    const { rest, repository } = github;
    const tree = [];
    for (const [path, content] of files) tree.push(await entryOf(github, path, content));
    const base = seen.commit === undefined ? {} : { base_tree: await treeOf(github, seen.commit) };
    const made = await rest.git.createTree({ ...repository, ...base, tree });
    const parents = seen.commit === undefined ? [] : [seen.commit];
    const commit = { ...repository, message, tree: made.data.sha, parents };
    return swap(github, seen.commit, (await rest.git.createCommit(commit)).data.sha);
  },
});
