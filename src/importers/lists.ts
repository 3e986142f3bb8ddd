import type { Entry, Fields } from './importer.ts';
import { readItem } from './items.ts';
import { isFields, rest } from './json.ts';
import { isMessageRow } from './message-rows.ts';
import { itemsUnder } from './unwrap.ts';

/** Whether a value is a page of a list, as OpenAI's API answers it. */
export const isList = (value: Fields): boolean =>
  value['object'] === 'list' && Array.isArray(value['data']);

/** What says where in a list a page is. */
const page = new Set(['object', 'first_id', 'last_id', 'has_more']);

const isSaid = (item: unknown): boolean =>
  isFields(item) && (isMessageRow(item) || readItem(item) !== undefined);

/**
 * The records of a page; one of messages alone, without the completion or response that they are of,
 * is a record itself.
 */
export const unwrapList = (entry: Entry): Entry[] => {
  if (!isList(entry.value)) return [entry];
  const { data, ...list } = entry.value;
  const items = data as unknown[];
  return items.length > 0 && items.every(isSaid)
    ? [{ place: entry.place, value: { ...rest(list, page), messages: items } }]
    : itemsUnder('data')(entry);
};
