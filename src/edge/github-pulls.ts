import type { CommandSource } from '../command.ts';
import { statusOf, type GitHub } from './github.ts';

/** Undefined for what is not there. */
const found = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};

const writing: ReadonlySet<string> = new Set(['admin', 'maintain', 'write']);

/** What GitHub knows of pull requests, and of the people who speak in them. */
export const githubPulls = ({ rest, repository }: GitHub): CommandSource => ({
  async comment(id) {
    const reply = await found(() => rest.issues.getComment({ ...repository, comment_id: id }));
    return reply && { body: reply.data.body ?? '', by: reply.data.user?.login ?? '' };
  },
  async mayWrite(login) {
    // Never `author_association`: a member of the organization may have read access only.
    const asked = { ...repository, username: login };
    const reply = await found(() => rest.repos.getCollaboratorPermissionLevel(asked));
    return writing.has(reply?.data.permission ?? '');
  },
  async pullRequest(number) {
    const { data } = await rest.pulls.get({ ...repository, pull_number: number });
    return { isOpen: data.state === 'open', head: data.head.sha, author: data.user.login };
  },
});

/** The pull requests that a commit of a branch was merged from, squashed or not. */
export const mergedFrom =
  ({ rest, repository }: GitHub, branch: string) =>
  async (commit: string): Promise<number[]> => {
    const asked = { ...repository, commit_sha: commit };
    const reply = await found(() => rest.repos.listPullRequestsAssociatedWithCommit(asked));
    const merged = (reply?.data ?? []).filter(
      ({ merged_at, base }) => merged_at !== null && base.ref === branch,
    );
    return merged.map(({ number }) => number);
  };
