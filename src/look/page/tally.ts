import { isRead, type Fields } from './fields.ts';

export type Tally = { pass: number; fail: number; defer: number; unread: number; read: number };

/** How many traces have which verdict. */
export const tally = (notes: readonly Fields[]): Tally => {
  const counts: Tally = { pass: 0, fail: 0, defer: 0, unread: 0, read: 0 };
  for (const note of notes) {
    if (note.verdict !== undefined) counts[note.verdict] += 1;
    counts[isRead(note) ? 'read' : 'unread'] += 1;
  }
  return counts;
};
