import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Note } from '../../src/domain/note.ts';
import { openNotes } from '../../src/look/notes-file.ts';
import { temporaryFolder } from '../local/scratch.ts';
import { jsonl } from './traces.ts';

const note = (trace: string, text: string, by = 'alice'): Note => ({
  trace,
  note: text,
  modes: [],
  by,
  at: '2026-11-24T10:00:00Z',
});

/** Notes that were there before; those written on the way; what is left of all at the end. */
const settled = async (before: readonly unknown[], written: readonly Note[]): Promise<string> => {
  const root = temporaryFolder('settle');
  writeFileSync(join(root, 'notes.jsonl'), jsonl(...before));
  const notes = await openNotes(root, 'notes.jsonl');
  for (const one of written) await notes.append([one]);
  await notes.settle();
  return readFileSync(join(root, 'notes.jsonl'), 'utf8');
};

test('of a note that was written letter by letter one line is left', async () => {
  const ways = [note('a', 'N'), note('b', 'x'), note('a', 'No'), note('a', 'No slot')];
  expect(await settled([], ways)).toBe(jsonl(note('b', 'x'), note('a', 'No slot')));
});

test('what stood there before stays, whatever it is, and so do the notes of others', async () => {
  const before = ['{"cut', note('a', 'older'), note('a', 'theirs', 'bob')];
  const text = await settled(before, [note('a', 'N'), note('a', 'New')]);
  expect(text).toBe(jsonl(...before, note('a', 'New')));
});

test('the same note written again counts where it was written last', async () => {
  const text = await settled([], [note('a', 'x'), note('a', 'y'), note('a', 'x')]);
  expect(text).toBe(jsonl(note('a', 'x')));
});

test('what another program appended meanwhile is not lost', async () => {
  const root = temporaryFolder('settle');
  const path = join(root, 'notes.jsonl');
  const notes = await openNotes(root, 'notes.jsonl');
  await notes.append([note('a', 'N')]);
  appendFileSync(path, jsonl(note('a', 'by hand')));
  await notes.append([note('a', 'No')]);
  await notes.settle();
  expect(readFileSync(path, 'utf8')).toBe(jsonl(note('a', 'by hand'), note('a', 'No')));
});
