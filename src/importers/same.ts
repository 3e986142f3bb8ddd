const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** JSON in which equal values are the same text, whatever the order of their keys. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? 'undefined';

export const isSame = (one: unknown, other: unknown): boolean =>
  canonical(one) === canonical(other);

/** Whether a list begins as another does, by what `of` takes from each item; every one begins as an empty one. */
export const isStart = <Item>(
  start: readonly Item[],
  whole: readonly Item[],
  of: (item: Item) => unknown,
): boolean =>
  start.length <= whole.length && isSame(start.map(of), whole.slice(0, start.length).map(of));
