import { canonical, isStart } from './same.ts';
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
import { joinTurns } from './turns.ts';

/** A draft of one record; without an id it is given one by its content. */
export type RowDraft = Omit<Draft, 'id'> & {
  id?: string | undefined;
  /** One turn of a conversation, which the others of its id carry on. */
  isTurn?: boolean;
};

/** Becomes a draft, or says why it is none. */
export type ReadRow = (fields: Fields, tell: Tell) => RowDraft | string;

type Kept = { trace: Trace; place: string };

/** Two records of one id: the longer history stands; what it does not hold of the other is lost. */
const settle = (one: Kept, other: Kept, losses: Loss[]): Kept => {
  const isLonger = other.trace.messages.length >= one.trace.messages.length;
  const [kept, dropped] = isLonger ? [other, one] : [one, other];
  if (!isStart(dropped.trace.messages, kept.trace.messages, (message) => message)) {
    const what = `another record of the same id is ${isLonger ? 'later or longer' : 'longer'}: this one is left out`;
    losses.push(lost(dropped.place, what));
  }
  return kept;
};

type Row = { draft: Draft; place: string; told: Loss[]; isTurn: boolean };

/** Turns of one conversation are one row, where the first of them stands. */
const withTurns = (rows: readonly Row[]): Row[] => {
  const turns = Map.groupBy(
    rows.filter(({ isTurn }) => isTurn),
    ({ draft }) => draft.id,
  );
  return rows.flatMap((row) => {
    if (!row.isTurn) return [row];
    const group = turns.get(row.draft.id) ?? [];
    if (group[0] !== row) return [];
    const draft = { ...joinTurns(group.map((turn) => turn.draft)), id: row.draft.id };
    return [{ ...row, draft, told: group.flatMap(({ told }) => told) }];
  });
};

const readEntry = (
  format: string,
  { place, value }: Entry,
  readRow: ReadRow,
  digest: Digest,
): Row | Loss => {
  const told: Loss[] = [];
  const row = readRow(value, (what) => void told.push(lost(place, what, 0)));
  if (typeof row === 'string') return lost(place, row);
  const { isTurn = false, ...rest } = row;
  const draft = { ...rest, id: row.id ?? `${format}-${digest(canonical(value))}` };
  return isEmpty(draft) ? lost(place, 'there is no message in it') : { draft, place, told, isTurn };
};

/** Reads records each of which is a conversation of its own, or a turn of one. */
export const readRows = (
  format: string,
  entries: readonly Entry[],
  readRow: ReadRow,
  digest: Digest,
): Imported => {
  const read = entries.map((entry) => readEntry(format, entry, readRow, digest));
  const losses = read.filter((one) => 'what' in one);
  const kept = new Map<string, Kept>();
  for (const { draft, place, told } of withTurns(read.filter((one) => 'draft' in one))) {
    const tell: Tell = (what) => void told.push(lost(place, what, 0));
    const one = { trace: traceOf(format, draft, tell), place };
    const before = kept.get(draft.id);
    kept.set(draft.id, before === undefined ? one : settle(before, one, losses));
    losses.push(...told);
  }
  const traces = [...kept.values()].map(({ trace }) => trace);
  const dropped = losses.reduce((sum, { records }) => sum + records, 0);
  const merged = entries.length - traces.length - dropped;
  return { traces, losses, records: entries.length, merged };
};
