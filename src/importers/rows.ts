import { canonical, isSame } from './same.ts';
import type { Trace } from '../domain/trace.ts';
import { isEmpty, traceOf, type Draft } from './draft.ts';
import {
  lost,
  type Digest,
  type Entry,
  type Fields,
  type Imported,
  type Loss,
  type Tell,
} from './importer.ts';

/** A draft of one record; without an id it is given one by its content. */
export type RowDraft = Omit<Draft, 'id'> & { id?: string | undefined };

/** Becomes a draft, or says why it is none. */
export type ReadRow = (fields: Fields, tell: Tell) => RowDraft | string;

type Kept = { trace: Trace; place: string };

const isStartOf = (shorter: Trace, longer: Trace): boolean =>
  isSame(shorter.messages, longer.messages.slice(0, shorter.messages.length));

/** Two records of one id: the longer history stands; what it does not hold of the other is lost. */
const settle = (one: Kept, other: Kept, losses: Loss[]): Kept => {
  const isLonger = other.trace.messages.length >= one.trace.messages.length;
  const [kept, dropped] = isLonger ? [other, one] : [one, other];
  if (!isStartOf(dropped.trace, kept.trace)) {
    const what = `another record of the same id is ${isLonger ? 'later or longer' : 'longer'}: this one is left out`;
    losses.push(lost(dropped.place, what));
  }
  return kept;
};

/** Reads records each of which is a conversation of its own. */
export const readRows = (
  format: string,
  entries: readonly Entry[],
  readRow: ReadRow,
  digest: Digest,
): Imported => {
  const losses: Loss[] = [];
  const kept = new Map<string, Kept>();
  let dropped = 0;
  for (const { place, value } of entries) {
    const told: Loss[] = [];
    const tell: Tell = (what) => void told.push(lost(place, what, 0));
    const row = readRow(value, tell);
    const id = typeof row === 'string' ? '' : (row.id ?? `${format}-${digest(canonical(value))}`);
    const draft = typeof row === 'string' ? undefined : { ...row, id };
    if (draft === undefined || isEmpty(draft)) {
      dropped += 1;
      losses.push(lost(place, typeof row === 'string' ? row : 'there is no message in it'));
      continue;
    }
    const one = { trace: traceOf(format, draft, tell), place };
    const before = kept.get(id);
    const lossesBefore = losses.length;
    kept.set(id, before === undefined ? one : settle(before, one, losses));
    dropped += losses.length - lossesBefore;
    losses.push(...told);
  }
  const traces = [...kept.values()].map(({ trace }) => trace);
  const merged = entries.length - traces.length - dropped;
  return { traces, losses, records: entries.length, merged };
};
