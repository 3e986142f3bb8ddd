import { readJsonl } from '../definitions/jsonl.ts';
import type { Definitions, Files } from '../domain/definitions.ts';
import type { ModeId } from '../domain/names.ts';
import { noteSchema, type Note } from '../domain/note.ts';
import type { Share } from '../domain/taxonomy.ts';
import { rankTaxonomy } from '../look/taxonomy.ts';

/** Of one person's notes on one trace the last. */
const notesOf = async (files: Files, path: string): Promise<Note[]> => {
  const notes = new Map<string, Note>();
  for await (const line of readJsonl(files, path, noteSchema)) {
    if ('value' in line) notes.set(JSON.stringify([line.value.trace, line.value.by]), line.value);
  }
  return [...notes.values()];
};

/** Of the traces that people read, the share in which they saw each mode. */
export const readByPeople = async (
  files: Files,
  { path, modes }: Definitions,
): Promise<ReadonlyMap<ModeId, Share>> => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const { ranked } = rankTaxonomy({ modes }, await notesOf(files, `${folder}notes.jsonl`));
  return new Map(ranked.map(({ mode, seen }) => [mode, seen]));
};
