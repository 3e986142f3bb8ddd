import type { Git } from './git.ts';

const isShallow = async (git: Git): Promise<boolean> =>
  (await git.answers(['rev-parse', '--is-shallow-repository']))?.trim() === 'true';

/** Fetches so many more generations of the history of a commit; false where it cannot. */
const deepen = async (git: Git, sha: string, generations: number): Promise<boolean> => {
  const fetch = ['fetch', '--quiet', '--no-tags', `--deepen=${generations}`, 'origin', sha];
  return (await git.answers(fetch)) !== undefined;
};

/** Commits reachable from one, newest first, as far as this clone knows them. */
const history = async (git: Git, sha: string): Promise<string[]> =>
  (await git.git(['rev-list', '--topo-order', sha])).split('\n').filter(Boolean);

const mergeBase = async (git: Git, one: string, other: string): Promise<string | undefined> =>
  (await git.answers(['merge-base', one, other]))?.trim() || undefined;

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
    if (answer !== undefined || !(await isShallow(git))) return answer;
    if (!(await deepen(git, from, generations))) return answer;
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
    (await history(git, commit)).find((sha) => candidates.has(sha)),
  );
};

/** The best common ancestor of two commits, deepening a shallow clone as far as need be. */
export const commonAncestor = (git: Git, one: string, other: string): Promise<string | undefined> =>
  searchHistory(git, one, async () => {
    await git.fetch(other);
    return mergeBase(git, one, other);
  });
