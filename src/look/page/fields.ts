import type { NoteEdit } from '../../domain/looking.ts';
import type { Note } from '../../domain/note.ts';

export type Verdict = NonNullable<Note['verdict']>;

/** What a person can change of a note. */
export type Fields = { note: string; verdict: Verdict | undefined; modes: string[] };

export const noFields: Fields = { note: '', verdict: undefined, modes: [] };

export const fieldsOf = ({ note, verdict, modes }: Note): Fields => ({ note, verdict, modes });

export const sameFields = (a: Fields, b: Fields): boolean =>
  a.note === b.note && a.verdict === b.verdict && a.modes.join() === b.modes.join();

/** `since`: the `at` of the note that it was written on top of, empty for none. */
export const toEdit = (
  trace: string,
  { note, verdict, modes }: Fields,
  since: string | undefined,
): NoteEdit => ({
  trace,
  note,
  modes,
  ...(verdict !== undefined && { verdict }),
  ...(since !== undefined && { since }),
});

/** Read: it has a verdict or a note. */
export const isRead = ({ note, verdict }: Fields): boolean =>
  verdict !== undefined || note.trim() !== '';

const joined = (theirs: string, mine: string): string => {
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${theirs}\n${mine}`;
};

/** My edits on top of what another page has saved meanwhile: two texts become both. */
export const rebased = (edits: Partial<Fields>, old: Fields, theirs: Fields): Partial<Fields> => {
  if (edits.note === undefined || theirs.note === old.note) return edits;
  return { ...edits, note: joined(theirs.note, edits.note) };
};

/** Edits that still differ from what is saved. */
export const pending = (edits: Partial<Fields>, saved: Fields): Partial<Fields> => {
  if (Object.keys(edits).length === 0) return edits;
  const whole = { ...saved, ...edits };
  return {
    ...(whole.note !== saved.note && { note: whole.note }),
    ...(whole.verdict !== saved.verdict && { verdict: whole.verdict }),
    ...(whole.modes.join() !== saved.modes.join() && { modes: whole.modes }),
  };
};
