/** Bytes of the text as UTF-8. */
export const utf8Length = (text: string): number => Buffer.byteLength(text);

type Measure = {
  length: (text: string) => number;
  /** The longest start of the text that measures at most `max`. */
  start: (text: string, max: number) => string;
};

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

const characters: Measure = {
  length: (text) => {
    let count = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (!isLowSurrogate(text.charCodeAt(at))) count += 1;
    }
    return count;
  },
  start: (text, max) =>
    Array.from(text.slice(0, 2 * max))
      .slice(0, max)
      .join(''),
};

const bytes: Measure = {
  length: utf8Length,
  start: (text, max) => text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(max)).read),
};

const notice = (rest: string): string => `… (+${characters.length(rest)} characters)`;

const cutBy = (measure: Measure, text: string, max: number): string => {
  if (measure.length(text) <= max) return text;
  const room = max - measure.length(notice(text));
  if (room <= 0) return measure.start('…', Math.max(0, max));
  const kept = measure.start(text, room);
  return kept + notice(text.slice(kept.length));
};

/**
 * At most `max` characters (code points), the note of how many were cut included.
 * Redact before: half a secret is not always recognised.
 */
export const cut = (text: string, max: number): string => cutBy(characters, text, max);

/** As `cut`, with `max` in bytes of UTF-8. */
export const cutBytes = (text: string, max: number): string => cutBy(bytes, text, max);
