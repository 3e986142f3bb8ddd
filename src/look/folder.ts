import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Files } from '../domain/definitions.ts';
import { byteLines } from './byte-lines.ts';
import { Refusal } from './refusal.ts';

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** True of a folder and of what is in it; links are followed. */
const isInside = async (root: string, path: string): Promise<boolean> => {
  const way = relative(await realpath(root), await realpath(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Whether what is written at a path stays in the folder, even where it is not there yet. */
export const staysInside = async (root: string, path: string): Promise<boolean> => {
  const full = join(root, path);
  if (await isThere(full)) return isInside(root, full).catch(() => false);
  return staysInside(root, dirname(path));
};

/** Refuses to write where a link leads out of the repository. */
export const holdInside = async (root: string, path: string): Promise<void> => {
  if (await staysInside(root, path)) return;
  throw new Refusal(
    422,
    `${path} is not written`,
    'a link leads out of the repository there',
    'put a file or folder of the repository in the place of the link',
  );
};

/** The path on disk, if it is a regular file inside the folder, reached by no link out of it. */
const regularFile = async (root: string, path: string): Promise<string | undefined> => {
  try {
    const full = join(root, path);
    return (await lstat(full)).isFile() && (await isInside(root, full)) ? full : undefined;
  } catch {
    return undefined;
  }
};

const entriesOf = async (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch(() => []);

/** Links are no files of ours. */
const filesBelow = async (root: string, path: string, found: string[] = []): Promise<string[]> => {
  for (const entry of await entriesOf(join(root, path))) {
    const below = posix.join(path, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) await filesBelow(root, below, found);
    else if (entry.isFile()) found.push(below);
  }
  return found;
};

/** Where a glob's files can be: the part of it before its first special sign. */
const baseOf = (glob: string): string => posix.join(picomatch.scan(glob).base || '.');

const filesAt = async (root: string, base: string): Promise<string[]> => {
  if ((await regularFile(root, base)) !== undefined) return [base];
  const isOurs = await isInside(root, join(root, base)).catch(() => false);
  return isOurs ? filesBelow(root, base) : [];
};

/** The files that globs name, in the order of their paths; those that Git ignores too. */
export const matchingFiles = async (root: string, globs: readonly string[]): Promise<string[]> => {
  if (globs.length === 0) return [];
  const matches = picomatch([...globs], { dot: true });
  const found = new Set<string>();
  for (const base of new Set(globs.map(baseOf))) {
    for (const path of await filesAt(root, base)) if (matches(path)) found.add(path);
  }
  return [...found].toSorted();
};

/** The files of a folder as they are now, of which the tree holds those that globs name. */
export const folderFiles = (root: string, globs: readonly string[] = []): Files => ({
  tree: async () => new Map((await matchingFiles(root, globs)).map((path) => [path, ''])),
  async read(path) {
    const full = await regularFile(root, path);
    return full === undefined ? undefined : readFile(full);
  },
  async *lines(path) {
    const full = await regularFile(root, path);
    if (full === undefined) return;
    for await (const { bytes } of byteLines(full)) {
      yield (bytes ?? '').toString().replace(/\r$/, '');
    }
  },
});
