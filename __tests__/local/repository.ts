import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { git as runGit } from './git.ts';
import { temporaryFolder } from './scratch.ts';

/** What is written at a path; a link to somewhere; `null`: nothing any more. */
export type Content = string | Buffer | { link: string } | null;
export type Files = Record<string, Content>;

export type Repository = Awaited<ReturnType<typeof startRepository>>;

export type Checkout = {
  sha: string;
  /** `refs/heads/main` (the default), or `refs/pull/7/merge`. */
  ref?: string;
  /** Commits of history; 0: all of it, and every branch. */
  depth?: number;
};

const person = { name: 'Ada Lovelace', email: 'ada@example.com' };
const firstCommitAt = Date.parse('2026-11-02T09:00:00Z');

/** One minute after the other, so that the same story has the same commit ids. */
const identityOf = (index: number): Record<string, string> => {
  const date = new Date(firstCommitAt + index * 60_000).toISOString();
  return {
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
    GIT_COMMITTER_DATE: date,
  };
};

const put = async (root: string, path: string, content: Content): Promise<void> => {
  const full = join(root, path);
  await rm(full, { recursive: true, force: true });
  if (content === null) return;
  await mkdir(dirname(full), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) await writeFile(full, content);
  else await symlink(content.link, full);
};

const initialise = async (origin: string, work: string, branch: string): Promise<void> => {
  await runGit(origin, ['init', '--quiet', '--bare', `--initial-branch=${branch}`]);
  // GitHub gives any commit that is asked for by its id.
  await runGit(origin, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  await runGit(work, ['init', '--quiet', `--initial-branch=${branch}`]);
  await runGit(work, ['remote', 'add', 'origin', `file://${origin}`]);
};

const everything = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];

const checkoutInto = async (
  folder: string,
  url: string,
  { sha, ref = 'refs/heads/main', depth = 1 }: Checkout,
): Promise<string> => {
  const branch = /^refs\/heads\/(.+)/.exec(ref)?.[1];
  const tracking = branch ? `refs/remotes/origin/${branch}` : ref.replace('refs/', 'refs/remotes/');
  const fetch = (...what: string[]): Promise<string> => {
    const options = ['--quiet', '--no-tags', '--prune', '--no-recurse-submodules'];
    return runGit(folder, ['-c', 'protocol.version=2', 'fetch', ...options, ...what]);
  };
  await runGit(folder, ['init', '--quiet', '--initial-branch=main']);
  await runGit(folder, ['remote', 'add', 'origin', url]);
  await runGit(folder, ['config', '--local', 'gc.auto', '0']);
  if (depth === 0) await fetch('origin', ...everything);
  await fetch(...(depth > 0 ? [`--depth=${depth}`] : []), 'origin', `+${sha}:${tracking}`);
  const target = branch ? ['-B', branch] : [];
  await runGit(folder, ['checkout', '--quiet', '--force', ...target, tracking]);
  return folder;
};

/**
 * A Git repository as the team and GitHub have it: a bare `origin`, and a clone to work in. Its
 * people and dates are fixed, so the same calls make the same commit ids.
 */
export const startRepository = async (files: Files, { branch = 'main' } = {}) => {
  const origin = temporaryFolder('origin');
  const work = temporaryFolder('work');
  let commits = 0;

  const git = (...args: string[]): Promise<string> =>
    runGit(work, args, { env: identityOf(commits) });
  const bare = (...args: string[]): Promise<string> =>
    runGit(origin, args, { env: identityOf(commits) });

  const push = async (): Promise<void> => {
    await git('push', '--quiet', '--force', 'origin', 'HEAD');
  };

  const head = (): Promise<string> => git('rev-parse', 'HEAD');

  /** A commit on the branch that is checked out here; pushed, unless told not to. */
  const commit = async (
    changes: Files,
    message = 'Change',
    { pushed = true } = {},
  ): Promise<string> => {
    for (const [path, content] of Object.entries(changes)) await put(work, path, content);
    await git('add', '--all', '--force');
    await git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', message);
    commits += 1;
    if (pushed) await push();
    return head();
  };

  const mergedTree = async (base: string, headSha: string): Promise<string> =>
    (await bare('merge-tree', '--write-tree', base, headSha)).split('\n')[0] ?? '';

  const commitTree = async (tree: string, message: string, parents: string[]): Promise<string> => {
    const links = parents.flatMap((parent) => ['-p', parent]);
    const sha = await bare('commit-tree', tree, '-m', message, ...links);
    commits += 1;
    return sha;
  };

  await initialise(origin, work, branch);
  await commit(files, 'Begin');

  return {
    origin,
    url: `file://${origin}`,
    /** The clone to work in: where somebody at a terminal would be. */
    work,
    git,
    head,
    commit,
    push,

    /** Begins a branch at a commit (here, unless said), or goes back to one. */
    branch: async (name: string, from?: string): Promise<void> => {
      const exists = (await git('branch', '--list', name)) !== '';
      const start = from === undefined ? [] : [from];
      await git('checkout', '--quiet', ...(exists ? [name] : ['-b', name, ...start]));
    },

    /** The commit that GitHub tests for a pull request: first parent the base, second its head. */
    mergeCommitOf: async (headSha: string, base: string, number = 1): Promise<string> => {
      const message = `Merge ${headSha} into ${base}`;
      const sha = await commitTree(await mergedTree(base, headSha), message, [base, headSha]);
      await bare('update-ref', `refs/pull/${number}/head`, headSha);
      await bare('update-ref', `refs/pull/${number}/merge`, sha);
      return sha;
    },

    /**
     * Merges a pull request: its branch's commits, or with `squash` one commit in their stead.
     * The clone to work in is then on the branch that was merged into.
     */
    merge: async (headSha: string, { into = branch, squash = false } = {}): Promise<string> => {
      const base = await bare('rev-parse', `refs/heads/${into}`);
      const parents = squash ? [base] : [base, headSha];
      const sha = await commitTree(await mergedTree(base, headSha), 'Merge', parents);
      await bare('update-ref', `refs/heads/${into}`, sha);
      await git('fetch', '--quiet', 'origin');
      await git('checkout', '--quiet', '-B', into, `origin/${into}`);
      return sha;
    },

    /** A fresh clone, made as actions/checkout makes it; its folder. */
    checkout: (wanted: Checkout): Promise<string> =>
      checkoutInto(temporaryFolder('checkout'), `file://${origin}`, wanted),
  };
};
