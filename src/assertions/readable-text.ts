/**
 * The readable text of a value: of a structure each string and number on a line of its own, after
 * its key, so that no escape of JSON stands between a reader and what is written.
 */
export const readableText = (value: unknown, key = ''): string => {
  if (Array.isArray(value)) return value.map((item) => readableText(item, key)).join('\n');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, item]) => readableText(item, name))
      .join('\n');
  return key === '' ? String(value) : `${key}: ${String(value)}`;
};
