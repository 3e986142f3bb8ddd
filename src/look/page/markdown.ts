/** A block of Markdown; texts in it are inline Markdown, but for `code`. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'rule' };

type Taken = { block: Block; next: number };
type Taker = (lines: readonly string[], at: number, depth: number) => Taken | undefined;

const deepest = 6;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^(#{1,6}) +(.+)$/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)]) +(.*)$/;
const rule = /^ {0,3}(?:\*[* ]{2,}|-[- ]{2,}|_[_ ]{2,})$/;
const divider = /^[\s|:-]+$/;

const takeCode: Taker = (lines, at) => {
  const open = fence.exec(lines[at] ?? '')?.[1];
  if (open === undefined) return undefined;
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? '').trimStart().startsWith(open)) end += 1;
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
};

const takeHeading: Taker = (lines, at) => {
  const [, marks, text] = heading.exec(lines[at] ?? '') ?? [];
  if (marks === undefined || text === undefined) return undefined;
  return { block: { kind: 'heading', level: marks.length, text }, next: at + 1 };
};

const takeRule: Taker = (lines, at) =>
  rule.test(lines[at] ?? '') ? { block: { kind: 'rule' }, next: at + 1 } : undefined;

const takeQuote: Taker = (lines, at, depth) => {
  let end = at;
  while (lines[end]?.startsWith('>')) end += 1;
  if (end === at || depth >= deepest) return undefined;
  const inner = lines.slice(at, end).map((line) => line.replace(/^> ?/, ''));
  return { block: { kind: 'quote', blocks: blocks(inner, depth + 1) }, next: end };
};

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));

const takeTable: Taker = (lines, at) => {
  const [first = '', second = ''] = [lines[at], lines[at + 1]];
  if (
    !first.includes('|') ||
    !second.includes('|') ||
    !divider.test(second) ||
    !second.includes('-')
  )
    return undefined;
  const head = cells(first);
  if (cells(second).length !== head.length) return undefined;
  let end = at + 2;
  while (lines[end]?.includes('|')) end += 1;
  const rows = lines.slice(at + 2, end).map((line) => cells(line).slice(0, head.length));
  return { block: { kind: 'table', head, rows }, next: end };
};

/** The lines that belong to the item at `at`: those indented under it. */
const itemEnd = (lines: readonly string[], at: number): number => {
  let end = at + 1;
  while (end < lines.length && (/^ {2,}\S/.test(lines[end] ?? '') || nextIsInside(lines, end)))
    end += 1;
  return end;
};

const nextIsInside = (lines: readonly string[], at: number): boolean =>
  isBlank(lines, at) && /^ {2,}\S/.test(lines[at + 1] ?? '');

type Item = { mark: string; ordered: boolean; text: string };

const itemAt = (lines: readonly string[], at: number): Item | undefined => {
  const [, , mark, text = ''] = item.exec(lines[at] ?? '') ?? [];
  return mark === undefined ? undefined : { mark, ordered: /\d/.test(mark), text };
};

const isBlank = (lines: readonly string[], at: number): boolean => (lines[at] ?? '').trim() === '';

const takeList: Taker = (lines, at, depth) => {
  const first = itemAt(lines, at);
  if (first === undefined || depth >= deepest) return undefined;
  const { ordered, mark } = first;
  const items: Block[][] = [];
  let next = at;
  for (let each = itemAt(lines, next); each?.ordered === ordered; each = itemAt(lines, next)) {
    const end = itemEnd(lines, next);
    const under = lines.slice(next + 1, end).map((line) => line.replace(/^ {2,4}/, ''));
    items.push(blocks([each.text, ...under], depth + 1));
    next = isBlank(lines, end) && itemAt(lines, end + 1) !== undefined ? end + 1 : end;
  }
  const start = ordered ? Number.parseInt(mark, 10) : 1;
  return { block: { kind: 'list', ordered, start, items }, next };
};

const takers = [takeCode, takeHeading, takeRule, takeQuote, takeTable, takeList];

const take: Taker = (lines, at, depth) => {
  for (const taker of takers) {
    const taken = taker(lines, at, depth);
    if (taken !== undefined) return taken;
  }
  return undefined;
};

const blocks = (lines: readonly string[], depth: number): Block[] => {
  const found: Block[] = [];
  let words: string[] = [];
  const endParagraph = (): void => {
    if (words.length > 0) found.push({ kind: 'paragraph', text: words.join('\n') });
    words = [];
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const taken = take(lines, at, depth);
    if (taken !== undefined || line.trim() === '') endParagraph();
    else words.push(line);
    if (taken !== undefined) found.push(taken.block);
    at = taken?.next ?? at + 1;
  }
  endParagraph();
  return found;
};

/** The blocks of a Markdown text. HTML in it stays text; every line is read at most a few times. */
export const markdown = (text: string): Block[] => blocks(text.split(/\r\n|\r|\n/), 0);
