/** A row of a table, and the line (1-based) on which it starts. */
export type Row = { line: number; cells: string[] };

const delimiters = [',', ';', '\t'] as const;

/** Excel writes the sign that parts the columns above the header. */
const named = /^sep=([,;\t])\r?\n/i;

/** The sign that parts the columns: the one that the header has most of. */
const delimiterOf = (text: string): string => {
  const [, given] = named.exec(text) ?? [];
  if (given !== undefined) return given;
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const counts = delimiters.map((sign) => header.split(sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** A quoted cell from its quote on: its text, and where it ends; undefined where it never does. */
const quoted = (text: string, from: number): { cell: string; end: number } | undefined => {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    if (text[quote + 1] !== '"') {
      return { cell: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    }
    at = quote + 2;
  }
};

const lineBreaks = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/**
 * The rows of a table as RFC 4180 writes it; `;` and tabs part columns too. `broken`: the line on
 * which a quote opens that nothing closes; the rows before it are whole.
 */
export const readCsv = (text: string): { rows: Row[]; broken?: number } => {
  const stop = new RegExp(`[${delimiterOf(text)}\\r\\n]`, 'g');
  const rows: Row[] = [];
  const above = named.exec(text)?.[0].length ?? 0;
  let line = above === 0 ? 1 : 2;
  let row: Row = { line, cells: [] };
  let at = above;
  while (at < text.length) {
    const inQuotes = text[at] === '"' ? quoted(text, at) : { cell: '', end: at };
    if (inQuotes === undefined) return { rows, broken: row.line };
    stop.lastIndex = inQuotes.end;
    const end = stop.exec(text)?.index ?? text.length;
    row.cells.push(inQuotes.cell + text.slice(inQuotes.end, end));
    line += lineBreaks(inQuotes.cell);
    at = end + 1;
    if (!'\r\n'.includes(text[end] ?? '\n')) {
      if (at === text.length) row.cells.push('');
      continue;
    }
    if (text.startsWith('\r\n', end)) at += 1;
    line += 1;
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  if (row.cells.length > 0) rows.push(row);
  return { rows };
};
