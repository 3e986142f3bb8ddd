const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** JSON in which equal values are the same text, whatever the order of their keys. */
export const canonical = (value: unknown): string => JSON.stringify(value, sorted) ?? 'undefined';

export const isSame = (one: unknown, other: unknown): boolean =>
  canonical(one) === canonical(other);
