import { createReadStream } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Files } from '../domain/definitions.ts';
import { blobLines, readBlob } from './git-blobs.ts';
import type { Git } from './git.ts';
import { linesOf } from '../foreign/lines.ts';

const regular = new Set(['100644', '100755']);

/** `git ls-tree -r -z`: regular files only; links and submodules are no files of ours. */
const parseTree = (listing: string): Map<string, string> => {
  const tree = new Map<string, string>();
  for (const entry of listing.split('\0')) {
    const [meta, path] = entry.split('\t');
    const [mode, , sha] = meta?.split(' ') ?? [];
    if (path !== undefined && sha !== undefined && regular.has(mode ?? '')) tree.set(path, sha);
  }
  return tree;
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

/** The files of a commit, from Git's objects: nothing of the checkout can change them. */
export const filesOfCommit = (git: Git, commit: string): Files => {
  const tree = once(async () => parseTree(await git.git(['ls-tree', '-r', '-z', commit])));
  return {
    tree,
    async read(path) {
      const sha = (await tree()).get(path);
      return sha === undefined ? undefined : readBlob(git.root, sha);
    },
    async *lines(path) {
      const sha = (await tree()).get(path);
      if (sha !== undefined) yield* blobLines(git.root, sha);
    },
  };
};

/** Paths that `git status` names as different from HEAD, untracked ones too. */
const changedPaths = async (git: Git): Promise<string[]> => {
  const status = await git.git([
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=all',
    '--no-renames',
  ]);
  return status
    .split('\0')
    .filter((entry) => entry.length > 3)
    .map((entry) => entry.slice(3));
};

/** The path on disk, if it is a regular file inside the checkout, reached by no link out of it. */
const insideRoot = async (root: string, path: string): Promise<string | undefined> => {
  try {
    const full = join(root, path);
    if (!(await lstat(full)).isFile()) return undefined;
    const inside = relative(await realpath(root), await realpath(full));
    return inside.startsWith(`..${sep}`) || inside === '..' ? undefined : full;
  } catch {
    return undefined;
  }
};

/** The files as they lie in the checkout: HEAD's tree, and what differs from it. */
export const filesOfCheckout = (git: Git): Files => {
  const tree = once(async () => {
    const [listing, changed] = await Promise.all([
      // Before the first commit there is none: all there is differs from nothing.
      git.answers(['ls-tree', '-r', '-z', 'HEAD']),
      changedPaths(git),
    ]);
    const files = parseTree(listing ?? '');
    const present: string[] = [];
    for (const path of changed) {
      files.delete(path);
      if ((await insideRoot(git.root, path)) !== undefined && !path.includes('\n'))
        present.push(path);
    }
    if (present.length === 0) return files;
    const hashed = await git.git(['hash-object', '--stdin-paths'], present.join('\n'));
    const shas = hashed.split('\n');
    present.forEach((path, index) => files.set(path, shas[index] ?? ''));
    return files;
  });
  return {
    tree,
    async read(path) {
      const full = await insideRoot(git.root, path);
      return full === undefined ? undefined : readFile(full);
    },
    async *lines(path) {
      const full = await insideRoot(git.root, path);
      if (full !== undefined) yield* linesOf(createReadStream(full));
    },
  };
};
