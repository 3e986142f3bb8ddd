import { isRead, type Fields } from './fields.ts';

/** A note on a card: what was seen in one trace. */
export type Card = { index: number; trace: string; note: Fields };

/** Which cards are shown: those in no failure mode yet, all, those of one, or a few by name. */
export type Shelf =
  | { kind: 'unsorted' }
  | { kind: 'all' }
  | { kind: 'mode'; mode: string }
  | { kind: 'some'; title: string; traces: ReadonlySet<string> };

/** Notes worth grouping: what failed, and what somebody wrote about. A plain pass is not. */
const isWorth = (note: Fields): boolean =>
  isRead(note) && (note.verdict === 'fail' || note.note.trim() !== '' || note.modes.length > 0);

export const cardsOf = (traces: readonly { trace: string }[], notes: readonly Fields[]): Card[] =>
  traces.flatMap(({ trace }, index) => {
    const note = notes[index];
    return note !== undefined && isWorth(note) ? [{ index, trace, note }] : [];
  });

/** A passed trace with a remark needs no failure mode. */
export const isUnsorted = ({ note }: Card): boolean =>
  note.modes.length === 0 && note.verdict !== 'pass';

export const onShelf = (shelf: Shelf, cards: readonly Card[]): Card[] =>
  cards.filter((card) => {
    if (shelf.kind === 'unsorted') return isUnsorted(card);
    if (shelf.kind === 'mode') return card.note.modes.includes(shelf.mode);
    return shelf.kind === 'all' || shelf.traces.has(card.trace);
  });
