import type { At } from '../measure/change.ts';
import { filesOfCommit } from './files.ts';
import type { Git } from './git.ts';
import { commonAncestor } from './git-history.ts';

type Hint = { baseSha: string | undefined; headSha: string | undefined };

/**
 * The commit that the checkout is a change of: the first parent of a merge commit, which is what is
 * tested on a pull request and in a queue; else where the checkout left the base's branch.
 */
const baseCommit = async (git: Git, { baseSha, headSha }: Hint): Promise<string | undefined> => {
  const head = await git.head();
  const [first, second] = await git.parents(head);
  const isMerge = second !== undefined && (headSha === undefined || second === headSha);
  if (isMerge && first !== undefined && (await git.fetch(first))) return first;
  if (baseSha === undefined || !(await git.fetch(baseSha))) return undefined;
  return commonAncestor(git, head, baseSha);
};

/** The base of a change, with its files. Undefined, and a warning: it cannot be told. */
export const baseOf = async (git: Git, hint: Hint, warnings: string[]): Promise<At | undefined> => {
  const commit = await baseCommit(git, hint);
  if (commit !== undefined) return { commit, files: filesOfCommit(git, commit) };
  warnings.push(
    'the base of this change could not be fetched, so all that differs from the baseline counts as touched, and the rules are those of this change; give actions/checkout `fetch-depth: 0`',
  );
  return undefined;
};
