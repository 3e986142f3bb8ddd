import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readModes } from '../definitions/modes.ts';
import type { Files } from '../domain/definitions.ts';
import type { ModeChange } from '../domain/looking.ts';
import type { Mode } from '../domain/mode.ts';
import type { ModeId } from '../domain/names.ts';
import type { Problem } from '../domain/problem.ts';
import { holdUnchanged, writeAtomic } from './atomic.ts';
import { folderFiles, holdInside } from './folder.ts';
import { planModeChange, type ModePlan } from './mode-changes.ts';
import type { NotesFile } from './notes-file.ts';

/** The valid modes, the ids of all files, and what is wrong with the others. */
export type ReadModes = {
  modes: { id: ModeId; mode: Mode }[];
  ids: ModeId[];
  problems: Problem[];
};

/** `evals/modes/*.yml`. */
export type ModesFolder = {
  read: () => Promise<ReadModes>;
  /** Reads them for a person to see: what a change of theirs starts from. */
  readToShow: () => Promise<ReadModes>;
  /**
   * Does a change to the files as they were last shown. One that somebody wrote since is not written
   * over: a `Refusal`.
   */
  change: (change: ModeChange, by: string, at: string) => Promise<void>;
};

/** Files that keep the texts that are read. */
const keeping = (files: Files, texts: Map<string, string>): Files => ({
  ...files,
  async read(path) {
    const bytes = await files.read(path);
    if (bytes !== undefined) texts.set(path, bytes.toString('utf8'));
    return bytes;
  },
});

const readFolder = async (root: string, folder: string) => {
  const kept = new Map<string, string>();
  const globs = [`${folder}*.{yml,yaml}`];
  const files = await readModes(keeping(folderFiles(root, globs), kept), folder);
  const read: ReadModes = {
    modes: files.flatMap(({ id, reading: { value: mode } }) => (mode ? [{ id, mode }] : [])),
    ids: files.map(({ id }) => id),
    problems: files.flatMap(({ reading }) => reading.problems),
  };
  return {
    read,
    texts: new Map(files.map(({ id, reading }) => [id, kept.get(reading.file) ?? ''])),
  };
};

/** `folder` ends in a slash. */
export const openModes = (root: string, folder: string, notesFile: NotesFile): ModesFolder => {
  let texts = new Map<ModeId, string>();
  const pathOf = (mode: ModeId): string => join(root, folder, `${mode}.yml`);

  const apply = async ({ write, notes, remove }: ModePlan): Promise<void> => {
    for (const mode of [...write.map(([id]) => id), ...remove]) {
      await holdInside(root, `${folder}${mode}.yml`);
      await holdUnchanged(pathOf(mode), texts.get(mode));
    }
    for (const [mode, text] of write) {
      if (text === texts.get(mode)) continue;
      await writeAtomic(pathOf(mode), text);
      texts.set(mode, text);
    }
    await notesFile.append(notes);
    for (const mode of remove) {
      await rm(pathOf(mode));
      texts.delete(mode);
    }
  };

  return {
    read: async () => (await readFolder(root, folder)).read,
    async readToShow() {
      const { read, texts: shown } = await readFolder(root, folder);
      texts = shown;
      return read;
    },
    async change(change, by, at) {
      const { notes } = await notesFile.read();
      await apply(planModeChange(change, { folder, texts, notes, by, at }));
    },
  };
};
