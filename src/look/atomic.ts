import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from './refusal.ts';

/** The text of a file; undefined where there is none. */
const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Refuses where a file is no longer as it was read; `before` is undefined where there was none. */
export const holdUnchanged = async (path: string, before: string | undefined): Promise<void> => {
  if ((await textOf(path)) === before) return;
  throw new Refusal(
    409,
    `${path} was changed in between`,
    'somebody else, or an editor, wrote it since it was read here',
    'look at what stands there now, then do it again',
  );
};

/** Writes a file as a whole: whoever reads it has the old text or the new one. */
export const writeAtomic = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await rm(beside, { force: true });
    // Not through a link that lies in wait there.
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
};
