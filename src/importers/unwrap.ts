import type { Entry } from './importer.ts';
import { isFields } from './json.ts';

/** What stands for an item that is no object, so that it is told as a record that cannot be read. */
export const noObject = (item: unknown): Record<string, unknown> =>
  isFields(item) ? item : { notAnObject: item };

/** The records under a key of an object that only wraps them; the object itself without it. */
export const itemsUnder =
  (...keys: string[]) =>
  (entry: Entry): Entry[] => {
    const key = keys.find((name) => Array.isArray(entry.value[name]));
    if (key === undefined) return [entry];
    return (entry.value[key] as unknown[]).map((item, index) => ({
      place: `${entry.place}.${key}[${index}]`,
      value: noObject(item),
    }));
  };
