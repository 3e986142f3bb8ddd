// oxlint-disable-next-line no-control-regex -- the codes that `paint` puts in
const colourCodes = /\u001b\[\d+m/g;

/** Scripts and emoji whose characters take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes on a terminal. */
export const columns = (text: string): number =>
  [...characters.segment(text.replace(colourCodes, ''))].reduce(
    (sum, { segment }) => sum + (wide.test(segment) ? 2 : 1),
    0,
  );

/** Rows of cells as lines; every cell but the last is padded to its column's width. */
export const aligned = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => columns(cells[column] ?? ''))),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columns(cell)))
      .join('  ')
      .trimEnd(),
  );
};

/** The text after its label, in lines of at most `width` that all start where the first does. */
export const wrapped = (label: string, text: string, width: number): string[] => {
  const indent = ' '.repeat(columns(label));
  const lines: string[] = [];
  let line = label;
  let fresh = true;
  for (const word of text.split(' ')) {
    if (!fresh && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = indent;
      fresh = true;
    }
    line += fresh ? word : ` ${word}`;
    fresh = false;
  }
  return [...lines, line];
};
