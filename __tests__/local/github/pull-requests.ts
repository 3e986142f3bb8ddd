import type { Emulator } from './emulator.ts';
import { repositoryJson, userJson, type Scene } from './json.ts';

export type PullRequest = {
  number: number;
  title: string;
  body: string | null;
  /** A login among the scene's people. */
  author: string;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  /** GitHub's test merge commit; after the merge, the commit on the base. */
  mergeSha: string | null;
  /** Whose fork the head lies in; undefined: in the repository itself. */
  fork: string | undefined;
  draft: boolean;
  state: 'open' | 'closed';
  createdAt: string;
  mergedAt: string | null;
};

export type NewPullRequest = Partial<PullRequest> &
  Pick<PullRequest, 'headRef' | 'headSha' | 'baseSha'>;

export type PullRequests = ReturnType<typeof createPullRequests>;

const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

const sideJson = (scene: Scene, owner: string, ref: string, sha: string) => ({
  label: `${owner}:${ref}`,
  ref,
  sha,
  user: userJson(scene, owner),
  repo: repositoryJson(scene, owner),
});

/** The pull request as GitHub shows it, in its API and in an event. */
export const pullRequestJson = (scene: Scene, pull: PullRequest) => {
  const api = `${scene.urls.api}/repos/${scene.owner}/${scene.repo}`;
  const page = `${scene.urls.server}/${scene.owner}/${scene.repo}/pull/${pull.number}`;
  return {
    url: `${api}/pulls/${pull.number}`,
    id: 1_000_000 + pull.number,
    node_id: `PR_${pull.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${pull.number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: userJson(scene, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.createdAt,
    closed_at: pull.mergedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    assignees: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    head: sideJson(scene, pull.fork ?? scene.owner, pull.headRef, pull.headSha),
    base: sideJson(scene, scene.owner, pull.baseRef, pull.baseSha),
    author_association: pull.fork === undefined ? 'COLLABORATOR' : 'NONE',
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
  };
};

/**
 * Pull requests are the proxy's own: their commits lie in a Git repository on disk, which the
 * emulator does not see. Each is an issue of the emulator too, as at GitHub, for its comments.
 */
export const createPullRequests = (scene: Scene, emulator: Emulator) => {
  const byNumber = new Map<number, PullRequest>();

  const get = (number: number): PullRequest => {
    const pull = byNumber.get(number);
    if (pull === undefined) throw new Error(`there is no pull request #${number}`);
    return pull;
  };

  const update = (number: number, change: Partial<PullRequest>): PullRequest => {
    const pull = { ...get(number), ...change };
    byNumber.set(number, pull);
    return pull;
  };

  const nextNumber = async (title: string, author: string): Promise<number> =>
    (await emulator.call<{ number: number }>('POST', emulator.at('/issues'), { title }, author))
      .number;

  const open = async (given: NewPullRequest): Promise<PullRequest> => {
    const { title = 'Shorten the answer', author = Object.keys(scene.people)[0] ?? scene.owner } =
      given;
    const number = await nextNumber(title, author);
    const pull: PullRequest = {
      baseRef: scene.defaultBranch,
      body: null,
      mergeSha: null,
      fork: undefined,
      draft: false,
      state: 'open',
      createdAt: now(),
      mergedAt: null,
      ...given,
      title,
      author,
      number,
    };
    byNumber.set(number, pull);
    if (given.number === undefined || given.number === number) return pull;
    if (given.number < number) throw new Error(`#${given.number} is taken`);
    // The numbers before it belong to pull requests of long ago.
    update(number, { state: 'closed', mergedAt: now(), headSha: '0'.repeat(40), mergeSha: null });
    await emulator.call('PATCH', emulator.at(`/issues/${number}`), { state: 'closed' });
    return open(given);
  };

  return {
    open,
    get,
    update,
    find: (number: number): PullRequest | undefined => byNumber.get(number),
    all: (): PullRequest[] => [...byNumber.values()].toReversed(),
    merge: async (number: number, mergeSha: string): Promise<PullRequest> => {
      await emulator.call('PATCH', emulator.at(`/issues/${number}`), { state: 'closed' });
      return update(number, { state: 'closed', mergedAt: now(), mergeSha });
    },
  };
};
