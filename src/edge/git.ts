import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '../domain/failure.ts';

const run = promisify(execFile);
const shaPattern = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Git's own answers about one checkout. Every argument is an argv element; there is no shell. */
export type Git = ReturnType<typeof openGit>;

export const openGit = (root: string) => {
  const git = async (args: string[], input?: string): Promise<string> => {
    const child = run('git', ['-c', 'core.quotepath=off', ...args], {
      cwd: root,
      maxBuffer: 1 << 30,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
    if (input !== undefined) child.child.stdin?.end(input);
    return (await child).stdout;
  };
  const answers = async (args: string[]): Promise<string | undefined> => {
    try {
      return await git(args);
    } catch {
      return undefined;
    }
  };
  const has = async (sha: string): Promise<boolean> =>
    (await answers(['cat-file', '-e', `${sha}^{commit}`])) !== undefined;

  return {
    root,
    git,
    answers,
    has,

    /** The commit that is checked out. */
    async head(): Promise<string> {
      const sha = (await answers(['rev-parse', '--verify', 'HEAD^{commit}']))?.trim();
      if (sha === undefined || !shaPattern.test(sha)) {
        throw new Failure(
          'there is no commit to test',
          'this folder is not a Git checkout with a commit',
          'make a first commit; in a workflow, check the repository out first (actions/checkout)',
        );
      }
      return sha;
    },

    /** A commit's parents, read from the commit itself: a shallow clone hides them elsewhere. */
    async parents(sha: string): Promise<string[]> {
      const commit = await git(['cat-file', 'commit', sha]);
      const header = commit.slice(0, commit.indexOf('\n\n'));
      return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1] ?? '');
    },

    /** Fetches a commit that a shallow clone lacks. False: the remote does not give it. */
    async fetch(sha: string): Promise<boolean> {
      if (await has(sha)) return true;
      await answers(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', sha]);
      return has(sha);
    },

    /** A ref's commit; undefined where there is none. */
    async resolve(ref: string): Promise<string | undefined> {
      return (await answers(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]))?.trim();
    },

    async branchName(): Promise<string | undefined> {
      return (await answers(['symbolic-ref', '--short', '--quiet', 'HEAD']))?.trim();
    },
  };
};
