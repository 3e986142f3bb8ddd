/** So much of foreign text is quoted in a critique, in characters. */
const quotedLength = 80;

const halfCharacterAtEnd = /[\uD800-\uDBFF]$/;
const halfCharacterAtStart = /^[\uDC00-\uDFFF]/;

export const cut = (text: string, length = quotedLength): string =>
  text.length <= length ? text : `${text.slice(0, length).replace(halfCharacterAtEnd, '')}…`;

/** The end of a text. */
const cutStart = (text: string, length = quotedLength): string =>
  text.length <= length ? text : `…${text.slice(-length).replace(halfCharacterAtStart, '')}`;

/** A value as a critique shows it: a string in quotes, anything else as JSON, both cut. */
export const quote = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(cut(value)) : cut(JSON.stringify(value) ?? 'nothing');

export const quoteEnd = (text: string): string => JSON.stringify(cutStart(text));

/** The first few of a list, and how many more there are. */
export const listed = (items: readonly string[], shown = 3): string => {
  const more = items.length - shown;
  return items.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** `1 word`, `2 words`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

export const reasonOf = (error: unknown): string =>
  cut(error instanceof Error ? error.message : String(error), 300);
