import { isSeq, type Pair, type ParsedNode, type YAMLSeq } from 'yaml';

/** The lines of a list as they stand in a file, comments and all. */
type Block = { lines: string[]; indent: number };

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** The end of the last line that has something of a node. */
export const endOf = (text: string, { range }: { range?: readonly number[] | null }): number => {
  const [start = 0, end = 0] = range ?? [];
  return lineEnd(text, start + text.slice(start, end).trimEnd().length);
};

const isComment = (line: string): boolean => /^\s*#/.test(line);

/** Where the comments right above a line begin. */
const withComments = (text: string, start: number): number => {
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!isComment(text.slice(above, from))) break;
    from = above;
  }
  return from;
};

/** The list as lines of its own; undefined where it stands in brackets. */
export const blockOf = (text: string, list: YAMLSeq): Block | undefined => {
  const start = list.range?.[0] ?? 0;
  const first = lineStart(text, start);
  if (list.flow === true || text.slice(first, start).trim() !== '') return undefined;
  const from = withComments(text, first);
  const lines = text.slice(from, endOf(text, list)).split(/\r?\n/);
  return { lines, indent: start - first };
};

const shifted = ({ lines, indent }: Block, to: number): string[] =>
  lines.map((line) => {
    if (line.trim() === '') return '';
    const own = line.length - line.trimStart().length;
    return ' '.repeat(Math.max(0, own - indent + to)) + line.trimStart();
  });

type Found = Pair<ParsedNode, ParsedNode | null>;

/** Into a list in brackets, before the one that closes it. JSON is YAML. */
const inBrackets = (text: string, closing: number, values: readonly unknown[]): string => {
  const head = text.slice(0, closing).trimEnd().replace(/,$/, '');
  const items = values.map((value) => JSON.stringify(value));
  return `${[head, ...items].join(', ')}${text.slice(closing)}`;
};

/** The text with the block's items, which are the values, below those of `evals`. */
export const insertEvals = (
  text: string,
  evals: Found | undefined,
  block: Block,
  values: readonly unknown[],
): string => {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = (indent: number): string => shifted(block, indent).join(eol);
  if (evals === undefined) {
    const whole = text === '' || text.endsWith('\n') ? text : text + eol;
    return `${whole}evals:${eol}${lines(2)}${eol}`;
  }
  const list = evals.value;
  const [start = 0, valueEnd = 0] = list?.range ?? [];
  if (isSeq(list) && list.items.length > 0) {
    if (list.flow === true) return inBrackets(text, valueEnd - 1, values);
    const end = endOf(text, list);
    const indent = start - lineStart(text, start);
    return `${text.slice(0, end).replace(/\r$/, '')}${eol}${lines(indent)}${eol}${text.slice(end + 1)}`;
  }
  // `evals: []`, or `evals:` with nothing: the items stand below that line, its comment stays.
  const head = text.slice(0, start).trimEnd();
  const end = lineEnd(text, valueEnd);
  const rest = text.slice(valueEnd, end).trimEnd();
  return `${head}${rest}${eol}${lines(2)}${eol}${text.slice(end + 1)}`;
};
