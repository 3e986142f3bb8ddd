/**
 * White space, marks and whatever shows nothing; U+FFFD too, which stands for such in clean text.
 * The look-ahead says nothing new: it spares most characters the long class.
 */
const unseen = /(?:\s|(?![!-~])[\p{C}\p{M}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFD])+/gu;

/**
 * What is left of a text when its look is taken away: compatibility forms, case, accents, white
 * space, invisible characters. Marks go before normalising too: a long run of them is slow. Upper
 * case, since lower case depends on what stands beside a letter.
 */
export const fold = (text: string): string =>
  text.replace(unseen, '').normalize('NFKD').toUpperCase().replace(unseen, '');

/** Half-open, in UTF-16 units. */
export type Span = { from: number; to: number };

/** A way to read a text. A piece is the shortest stretch that can be read and folded alone. */
type Reading = { piece: RegExp; read: (text: string) => string };

const asWritten: Reading = { piece: /./gsu, read: (text) => text };

const escape = '%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}';

const urlDecoded: Reading = {
  piece: new RegExp(`${escape}|.`, 'gisu'),
  read: (text) =>
    text.replace(new RegExp(escape, 'gi'), (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
    ),
};

/** The ways in which a text is compared: as it is, and with its URL escapes decoded. */
export const readings = (text: string): Reading[] =>
  text.includes('%') ? [asWritten, urlDecoded] : [asWritten];

/** The places in the text as it stands of spans of the folded reading. */
export const locate = (text: string, { piece, read }: Reading, spans: readonly Span[]): Span[] => {
  const places: Span[] = [];
  let from = 0;
  for (const part of text.match(piece) ?? []) {
    const place = { from, to: from + part.length };
    places.push(...Array.from({ length: fold(read(part)).length }, () => place));
    from = place.to;
  }
  return spans.flatMap((span) => {
    const first = places[span.from];
    const last = places[span.to - 1];
    return first && last ? [{ from: first.from, to: last.to }] : [];
  });
};
