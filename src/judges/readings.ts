/** Whatever shows nothing. */
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Compatibility forms, accents, case and invisible characters taken away; line ends stay. Marks go
 * before normalising too: a long run of them is slow.
 */
const folded = (text: string): string =>
  text.replaceAll(unseen, '').normalize('NFKD').replaceAll(unseen, '').toLowerCase();

/** Cyrillic and Greek letters with the Latin ones they look like. */
const lookalikes = new Map(
  ['аa', 'вb', 'сc', 'ԁd', 'еe', 'нh', 'іi', 'јj', 'кk', 'мm', 'оo', 'рp', 'ѕs', 'тt', 'хx', 'уy']
    .concat(['αa', 'εe', 'ιi', 'κk', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx'])
    .map(([letter = '', latin = '']) => [letter, latin]),
);

const latinised = (text: string): string =>
  text.replaceAll(/[\u0370-\u052F]/g, (letter) => lookalikes.get(letter) ?? letter);

const reversed = (text: string): string => Array.from(text).toReversed().join('');

/** Base64 in either alphabet, also broken over lines; hexadecimal is a part of it. */
const encodedRuns = /[\w+/-]{12,}(?:\r?\n[\w+/-]{4,})*/g;

const decode = (text: string, encoding: 'base64' | 'hex'): string =>
  Buffer.from(text, encoding).toString();

/** What runs of a text decode to: each line by itself, and lines that follow each other as one. */
const decoded = (text: string): string[] =>
  (text.match(encodedRuns) ?? []).flatMap((run) => {
    const lines = run.split(/\r?\n/);
    const pieces = lines.length === 1 ? lines : [lines.join(''), ...lines];
    return pieces.flatMap((piece) =>
      /^(?:[0-9a-f]{2})+$/i.test(piece)
        ? [decode(piece, 'base64'), decode(piece, 'hex')]
        : [decode(piece, 'base64')],
    );
  });

const escapes = /\\(?:u(?<code>[0-9a-f]{4})|(?<mark>["\\/nrt]))/gi;
const marks = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What a text says once JSON's escapes in it are read; nothing where it has none. */
const unescaped = (text: string): string[] => {
  const read = text.replaceAll(escapes, (_, code?: string, mark = '') =>
    code === undefined ? (marks.get(mark) ?? mark) : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return read === text ? [] : [read];
};

/** A way in which a text may be read, in words (none: as it stands), and what it then says. */
type Reading = { how: string; text: string };

/** How often encoded text may be encoded, escapes included. */
const deepest = 3;

/** A text as it stands, as it looks, turned around, and decoded; all of it folded. */
export const readingsOf = (text: string, depth = deepest): Reading[] => {
  const plain = folded(text);
  const inside = depth === 0 ? [] : [...decoded(text), ...unescaped(text)];
  return [
    { how: '', text: plain },
    { how: ' in letters that look alike', text: latinised(plain) },
    { how: ', turned around', text: reversed(plain) },
    ...inside
      .flatMap((one) => readingsOf(one, depth - 1))
      .map((one) => ({ how: ', encoded', text: one.text })),
  ];
};
