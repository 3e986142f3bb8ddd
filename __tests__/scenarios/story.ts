import { afterEach, expect } from 'vitest';
import { pullRequestEvent, pushEvent, type WorkflowEvent } from '../local/events.ts';
import { startGitHub, type GitHubOptions } from '../local/github.ts';
import { startRepository, type Files } from '../local/repository.ts';
import { runAction, type Run, type Step } from '../local/runner.ts';

type Options = Partial<Pick<Step, 'inputs' | 'env' | 'token'>> & { depth?: number };

export type Story = Awaited<ReturnType<typeof startStory>>;

const open: { violations: string[]; close(): Promise<void> }[] = [];

/** In every story, GitHub would have taken each request. */
afterEach(async () => {
  const hubs = open.splice(0);
  await Promise.all(hubs.map((hub) => hub.close()));
  expect(hubs.flatMap(({ violations }) => violations)).toEqual([]);
});

/** A repository on a GitHub of its own, in which the packaged Action runs on each event. */
export const startStory = async (
  files: Files,
  { branch = 'main', ...github }: GitHubOptions & { branch?: string } = {},
) => {
  const hub = await startGitHub({ ...github, defaultBranch: branch });
  open.push(hub);
  const repository = await startRepository(files, { branch });

  const act = async (event: WorkflowEvent, { depth = 1, ...options }: Options): Promise<Run> => {
    const checkout = await repository.checkout({ sha: event.sha, ref: event.ref, depth });
    return runAction({ github: hub, checkout, event, ...options });
  };

  /** The run on the default branch's newest commit. */
  const pushed = async (options: Options = {}): Promise<Run> => {
    const after = await repository.git('rev-parse', `refs/remotes/origin/${branch}`);
    return act(pushEvent(hub, { after, ref: `refs/heads/${branch}` }), options);
  };

  return {
    hub,
    repository,
    act,
    pushed,

    /** Commits on the default branch, and the run that follows. */
    push: async (changes: Files, options: Options = {}): Promise<Run> => {
      await repository.branch(branch);
      await repository.commit(changes, 'Change on the default branch');
      return pushed(options);
    },

    /** A pull request with one commit, from the default branch. */
    propose: async (changes: Files, headRef = 'topic') => {
      await repository.branch(branch);
      const baseSha = await repository.head();
      await repository.branch(headRef);
      const headSha = await repository.commit(changes, `Change on ${headRef}`);
      const pull = await hub.openPullRequest({ headRef, headSha, baseRef: branch, baseSha });
      const mergeSha = await repository.mergeCommitOf(headSha, baseSha, pull.number);
      hub.movePullRequest(pull.number, { mergeSha });
      return pull.number;
    },

    /** One more commit on a pull request. */
    amend: async (number: number, changes: Files): Promise<void> => {
      const { headRef, baseSha } = hub.pullRequest(number);
      await repository.branch(headRef);
      const headSha = await repository.commit(changes, `More on ${headRef}`);
      const mergeSha = await repository.mergeCommitOf(headSha, baseSha, number);
      hub.movePullRequest(number, { headSha, mergeSha });
    },

    /** The run on a pull request as it is now. */
    gate: (number: number, options: Options = {}): Promise<Run> =>
      act(pullRequestEvent(hub, { number }), options),

    /** The bodies of the bot's own comments. */
    said: async (number: number): Promise<string[]> =>
      (await hub.comments(number))
        .filter(({ user }) => user.login === 'github-actions[bot]')
        .map(({ body }) => body),

    /** The newest `failmode/gate` status of a pull request's head. */
    status: (number: number) => hub.statuses(hub.pullRequest(number).headSha).at(-1),
  };
};
