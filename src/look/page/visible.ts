/** A piece of text as it is, or a character that would not show, by its escape. */
export type Piece = string | { escape: string };

const hidden = String.raw`[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB]`;

/** What gives an emoji its look, and joins letters in scripts that need it. */
const needed = [
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
  String.raw`(?<=[0-9#*])\uFE0F\u20E3`,
  String.raw`(?<=[\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}])[\u200C\u200D]`,
].join('|');

const stacked = String.raw`(?<=\p{M}{8})\p{M}+`;

const unseen = new RegExp(String.raw`${stacked}|(?![\t\n]|${needed})${hidden}`, 'gu');

const escapeOf = (found: string): string => {
  const point = found.codePointAt(0) ?? 0;
  const hex = point.toString(16);
  const name = point < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  const more = Array.from(found).length - 1;
  return more > 0 ? `${name}+${more}` : name;
};

/** Splits a text so that control, bidirectional and invisible characters can be shown as escapes. */
export const visible = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  const lines = text.replaceAll('\r\n', '\n');
  for (const { 0: found, index } of lines.matchAll(unseen)) {
    if (index > from) pieces.push(lines.slice(from, index));
    pieces.push({ escape: escapeOf(found) });
    from = index + found.length;
  }
  if (from < lines.length) pieces.push(lines.slice(from));
  return pieces;
};

/** The text with its escapes, where no element can be: a title, an option. */
export const escaped = (text: string): string =>
  visible(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.escape))
    .join('');
