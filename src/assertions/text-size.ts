/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const countMatches = (text: string, shape: RegExp): number => text.match(shape)?.length ?? 0;

const characters = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** What stands between white space, where it has a letter or digit: dashes and bullets are none. */
const spacedWords = (text: string): number =>
  countMatches(text, /(?<!\S)[^\s\p{L}\p{N}]*[\p{L}\p{N}]/gu);

const segmentedWords = (text: string): number => {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text))
    if (isWordLike === true) count += 1;
  return count;
};

const lines = (text: string): number => {
  const breaks = countMatches(text, /\r\n|[\r\n]/g);
  return breaks + (text === '' || /[\r\n]$/.test(text) ? 0 : 1);
};

export const textUnits = ['chars', 'words', 'lines', 'bytes'] as const;
export type TextUnit = (typeof textUnits)[number];

/** How long a text is. `chars`: Unicode characters (code points); `bytes`: in UTF-8. */
export const textSize: Record<TextUnit, (text: string) => number> = {
  chars: characters,
  words: (text) => (unspaced.test(text) ? segmentedWords(text) : spacedWords(text)),
  lines,
  bytes: (text) => new TextEncoder().encode(text).length,
};
