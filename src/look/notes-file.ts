import { join } from 'node:path';
import { readJsonl } from '../definitions/jsonl.ts';
import { problemList } from '../definitions/problems.ts';
import { noteSchema, type Note } from '../domain/note.ts';
import type { Problem } from '../domain/problem.ts';
import { appendLines, endLastLine, jsonLine } from './append.ts';
import { folderFiles, holdInside } from './folder.ts';
import { settleLines } from './settle.ts';

/** Of the lines of one person on one trace the last one. */
export type ReadNotes = { notes: Note[]; problems: Problem[] };

/** `evals/notes.jsonl`: while it is open one line a change, only ever appended to. */
export type NotesFile = {
  path: string;
  /** From the disk each time: another process may write it too. */
  read: () => Promise<ReadNotes>;
  append: (notes: readonly Note[]) => Promise<void>;
  /** At the end: of the lines appended here, the last a trace and person stays. */
  settle: () => Promise<void>;
};

const cutOff = (file: string, line: number): Problem => ({
  file,
  line,
  column: 1,
  what: 'the line was cut off when it was written; it is ended now, and kept as it is',
  mend: 'mend it or take it out; what follows is not touched by it',
});

const readNotes = async (root: string, path: string): Promise<ReadNotes> => {
  const notes = new Map<string, Note>();
  const problems = problemList();
  for await (const line of readJsonl(folderFiles(root), path, noteSchema)) {
    if ('problems' in line) problems.add(line.problems);
    else notes.set(JSON.stringify([line.value.trace, line.value.by]), line.value);
  }
  return { notes: [...notes.values()], problems: problems.all() };
};

/** Opens the open codes; a line that a crash cut off is ended, and told as a problem. */
export const openNotes = async (
  root: string,
  path: string,
): Promise<NotesFile & { problems: Problem[] }> => {
  const full = join(root, path);
  await holdInside(root, path);
  const cut = await endLastLine(full);
  const own = new Set<string>();
  return {
    path,
    problems: cut === undefined ? [] : [cutOff(path, cut)],
    read: () => readNotes(root, path),
    async append(notes) {
      await holdInside(root, path);
      await appendLines(full, notes);
      for (const note of notes) own.add(jsonLine(note));
    },
    async settle() {
      await holdInside(root, path);
      await settleLines(full, own);
    },
  };
};
