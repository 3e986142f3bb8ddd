import type { Files } from '../domain/definitions.ts';
import type { ModeId } from '../domain/names.ts';
import { noteSchema, type Note } from '../domain/note.ts';
import type { Problem } from '../domain/problem.ts';
import { readJsonl } from './jsonl.ts';
import type { Locate } from './locate.ts';
import { located, problemList } from './problems.ts';
import { code, didYouMean } from './words.ts';

/** What people noted on traces: of one person's notes on one trace the last counts. */
export type Notes = {
  path: string;
  problems: Problem[];
  traces: number;
  lastLooked?: string;
  /** Traces whose notes name a mode; undefined where a line cannot be read, which may name it. */
  seen: ReadonlyMap<ModeId, number> | undefined;
};

type Noted = Pick<Note, 'trace' | 'modes'> & Pick<Locate, 'at'>;

const later = (one: string | undefined, other: string): string | undefined => {
  const time = Date.parse(other);
  if (Number.isNaN(time)) return one;
  return one === undefined || Date.parse(one) < time ? other : one;
};

const countModes = (notes: Iterable<Noted>): Map<ModeId, number> => {
  const traces = new Map<ModeId, Set<string>>();
  for (const { trace, modes } of notes) {
    for (const mode of modes) traces.set(mode, (traces.get(mode) ?? new Set()).add(trace));
  }
  return new Map([...traces].map(([mode, { size }]) => [mode, size]));
};

const unknownMode = ({ at }: Noted, name: string, index: number, known: readonly ModeId[]) => {
  const what = `there is no failure mode ${code(name)}`;
  const mend = didYouMean(name, known, 'write its file in the folder of modes, or note anew');
  return located({ at }, { path: ['modes', index], what, mend });
};

/** Reads the open codes; a file that is not there has none. */
export const readNotes = async (
  files: Files,
  path: string,
  known: readonly ModeId[],
): Promise<Notes> => {
  const problems = problemList();
  const notes = new Map<string, Noted>();
  let lastLooked: string | undefined;
  let isWhole = true;
  for await (const line of readJsonl(files, path, noteSchema)) {
    if ('problems' in line) {
      problems.add(line.problems);
      isWhole = false;
      continue;
    }
    const { trace, by, at, modes } = line.value;
    lastLooked = later(lastLooked, at);
    notes.set(JSON.stringify([trace, by]), { trace, modes, at: line.at });
  }
  const ids = new Set(known);
  for (const note of notes.values()) {
    for (const [index, name] of note.modes.entries()) {
      if (!ids.has(name)) problems.add(() => [unknownMode(note, name, index, known)]);
    }
  }
  const traces = new Set([...notes.values()].map(({ trace }) => trace)).size;
  const seen = isWhole ? countModes(notes.values()) : undefined;
  return {
    path,
    problems: problems.all(),
    traces,
    seen,
    ...(lastLooked !== undefined && { lastLooked }),
  };
};
