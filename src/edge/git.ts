import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
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
          'check the repository out first (actions/checkout), or run inside it',
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

    async isShallow(): Promise<boolean> {
      return (await answers(['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
    },

    /** Fetches so many more generations of the history of a commit; false where it cannot. */
    async deepen(sha: string, generations: number): Promise<boolean> {
      const depth = `--deepen=${generations}`;
      return (await answers(['fetch', '--quiet', '--no-tags', depth, 'origin', sha])) !== undefined;
    },

    /** Commits reachable from one, newest first, as far as this clone knows them. */
    async history(sha: string): Promise<string[]> {
      return (await git(['rev-list', '--topo-order', sha])).split('\n').filter(Boolean);
    },

    async mergeBase(one: string, other: string): Promise<string | undefined> {
      return (await answers(['merge-base', one, other]))?.trim() || undefined;
    },

    /** A ref's commit; undefined where there is none. */
    async resolve(ref: string): Promise<string | undefined> {
      return (await answers(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]))?.trim();
    },

    async branchName(): Promise<string | undefined> {
      return (await answers(['symbolic-ref', '--short', '--quiet', 'HEAD']))?.trim();
    },

    /** The bytes of a blob; undefined where there is none. */
    async blob(sha: string): Promise<Buffer | undefined> {
      try {
        const { stdout } = await run('git', ['cat-file', 'blob', sha], {
          cwd: root,
          encoding: 'buffer',
          maxBuffer: 1 << 30,
        });
        return stdout;
      } catch {
        return undefined;
      }
    },

    /** The lines of a blob, as they come. */
    async *blobLines(sha: string): AsyncIterable<string> {
      const child = spawn('git', ['cat-file', 'blob', sha], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      yield* createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
    },
  };
};

/** Steps by which a shallow history is deepened until an answer is found, then to its root. */
const deepening = [50, 250, 1000, 0x7fffffff];

/**
 * Walks the history of `from` until `found` answers, deepening a shallow clone as far as need be.
 * Undefined: the whole history that can be had does not answer.
 */
const searchHistory = async <T>(
  git: Git,
  from: string,
  found: () => Promise<T | undefined>,
): Promise<T | undefined> => {
  let answer = await found();
  for (const generations of deepening) {
    if (answer !== undefined || !(await git.isShallow())) return answer;
    if (!(await git.deepen(from, generations))) return answer;
    answer = await found();
  }
  return answer;
};

/** The newest of the candidates that is the commit or an ancestor of it. */
export const newestAncestor = async (
  git: Git,
  commit: string,
  candidates: ReadonlySet<string>,
): Promise<string | undefined> => {
  if (candidates.size === 0) return undefined;
  if (candidates.has(commit)) return commit;
  return searchHistory(git, commit, async () =>
    (await git.history(commit)).find((sha) => candidates.has(sha)),
  );
};

/** The best common ancestor of two commits, deepening a shallow clone as far as need be. */
export const commonAncestor = (git: Git, one: string, other: string): Promise<string | undefined> =>
  searchHistory(git, one, async () => {
    await git.fetch(other);
    return git.mergeBase(one, other);
  });
