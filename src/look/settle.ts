import { readFile } from 'node:fs/promises';
import { noteSchema } from '../domain/note.ts';
import { holdUnchanged, writeAtomic } from './atomic.ts';
import { Refusal } from './refusal.ts';

/** Whose note a line is, and on which trace; undefined of a line that is none. */
const subjectOf = (line: string): string | undefined => {
  try {
    const { data } = noteSchema.safeParse(JSON.parse(line));
    return data && JSON.stringify([data.trace, data.by]);
  } catch {
    return undefined;
  }
};

/**
 * Leaves one line a trace read: of the lines that were written here on the way to a note, those that
 * a later line has replaced are taken out. Every other line stays, and so do all of them where the
 * file is being written by somebody else.
 */
export const settleLines = async (path: string, own: ReadonlySet<string>): Promise<void> => {
  if (own.size === 0) return;
  const before = await readFile(path, 'utf8');
  const lines = before.split('\n');
  const last = new Map(lines.map((line, at) => [subjectOf(line), at]));
  const kept = lines.filter((line, at) => !own.has(line) || last.get(subjectOf(line)) === at);
  if (kept.length === lines.length) return;
  try {
    await holdUnchanged(path, before);
    await writeAtomic(path, kept.join('\n'));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};
