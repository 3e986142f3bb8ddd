import type { Fields } from './importer.ts';
import { first, isFields, textOf } from './json.ts';
import { inTimeOrder, momentOf } from './times.ts';

/** A value of a file, and where it stands. */
export type Placed = { place: string; value: unknown };

export const isMessageRow = (value: unknown): value is Fields =>
  isFields(value) && typeof value['role'] === 'string' && !('id' in value && 'messages' in value);

const keys = ['conversation_id', 'session_id', 'thread_id'];

/** Under which of the keys of a conversation a row has something. */
export const conversationKey = (row: Fields): string | undefined =>
  keys.find((key) => textOf(row[key]) !== undefined);

export const conversationOf = (row: Fields): string | undefined => {
  const key = conversationKey(row);
  return key === undefined ? undefined : textOf(row[key]);
};

const timeOf = (row: Fields): string | undefined =>
  momentOf(first(row['timestamp'], row['created_at'], row['createdAt'], row['at']));

const conversation = (rows: readonly { place: string; value: Fields }[]): Placed => {
  const [{ place, value } = { place: '', value: {} }] = rows;
  const key = conversationKey(value);
  const ordered = inTimeOrder(
    rows.map((row) => row.value),
    timeOf,
  );
  if (key === undefined) return { place, value: { messages: ordered } };
  const messages = ordered.map(({ [key]: _id, ...message }) => message);
  return { place, value: { conversation_id: textOf(value[key]), messages } };
};

/** Rows that are each a message, as a database holds them: a record a conversation. */
export const joinMessageRows = (values: readonly Placed[]): Placed[] => {
  const rows = values.filter((one): one is { place: string; value: Fields } =>
    isMessageRow(one.value),
  );
  const areRows = rows.length > 0 && rows.length === values.length;
  if (!areRows || !rows.some(({ value }) => conversationOf(value) !== undefined))
    return [...values];
  const groups = Map.groupBy(rows, ({ value }) => conversationOf(value));
  return [...groups.values()].map(conversation);
};
