import { join } from 'node:path';
import type { Note } from '../domain/note.ts';
import type { Problem } from '../domain/problem.ts';
import type { Taxonomy } from '../domain/taxonomy.ts';
import { writeAtomic } from './atomic.ts';
import { holdInside } from './folder.ts';
import { openModes } from './modes-file.ts';
import { openNotes } from './notes-file.ts';
import { rankTaxonomy } from './taxonomy.ts';
import { taxonomyMarkdown } from './taxonomy-markdown.ts';

/** The ranked taxonomy, what it was made of, and what of it could not be read. */
export type ReadTaxonomy = { taxonomy: Taxonomy; notes: Note[]; problems: Problem[] };

/** Reads the taxonomy out of a folder of definitions, such as `evals/`. */
export const readTaxonomy = async (root: string, folder: string): Promise<ReadTaxonomy> => {
  const file = await openNotes(root, `${folder}notes.jsonl`);
  const read = await file.read();
  const { modes, problems } = await openModes(root, `${folder}modes/`, file).read();
  const all = [...file.problems, ...problems, ...read.problems];
  return { taxonomy: rankTaxonomy({ modes }, read.notes), notes: read.notes, problems: all };
};

/** Writes TAXONOMY.md; answers its path. */
export const writeTaxonomy = async (
  root: string,
  folder: string,
  { taxonomy, notes }: Pick<ReadTaxonomy, 'taxonomy' | 'notes'>,
): Promise<string> => {
  const path = `${folder}TAXONOMY.md`;
  await holdInside(root, path);
  await writeAtomic(join(root, path), taxonomyMarkdown(taxonomy, notes));
  return path;
};
