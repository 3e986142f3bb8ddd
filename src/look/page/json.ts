type Plain = Record<string, unknown>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const longest = 2_000_000;

/** The object or list that a text is the JSON of; other texts are undefined. */
export const parsed = (text: string): Plain | unknown[] | undefined => {
  const start = text.trimStart()[0];
  if ((start !== '{' && start !== '[') || text.length > longest) return undefined;
  try {
    return JSON.parse(text) as Plain | unknown[];
  } catch {
    return undefined;
  }
};

/** How many values it has, counted up to `limit`. */
export const size = (value: unknown, limit: number): number => {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const child of Object.values(value)) {
    count += size(child, limit - count);
    if (count >= limit) return limit;
  }
  return count;
};

/** The text of a content: a string, or the texts of parts as model APIs write them. */
export const textOf = (content: unknown): string | undefined => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content) || content.length === 0) return undefined;
  const texts = content.map((part: unknown) => {
    if (typeof part === 'string') return part;
    if (!isPlain(part)) return undefined;
    return typeof part['text'] === 'string' ? part['text'] : undefined;
  });
  return texts.every((text) => text !== undefined) ? texts.join('\n\n') : undefined;
};

export type Grid = { head: string[]; rows: unknown[][] };

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;
const mostColumns = 8;
const mostRows = 50;

/** A list of flat objects as a table, where it is one that can be read. */
export const asGrid = (value: unknown): Grid | undefined => {
  if (!Array.isArray(value) || value.length < 2 || value.length > mostRows) return undefined;
  const items = value as unknown[];
  if (!items.every((each) => isPlain(each) && Object.values(each).every(isScalar)))
    return undefined;
  const head = [...new Set(items.flatMap((each) => Object.keys(each as Plain)))];
  if (head.length === 0 || head.length > mostColumns) return undefined;
  return { head, rows: items.map((each) => head.map((name) => (each as Plain)[name])) };
};

export type Mail = { to: string; subject: string; body: string };

/** An output that is a mail. */
export const asMail = (value: unknown): Mail | undefined => {
  if (!isPlain(value)) return undefined;
  const { to, subject, body } = value;
  if (typeof subject !== 'string' || typeof body !== 'string') return undefined;
  if (Object.keys(value).some((name) => !['to', 'subject', 'body'].includes(name)))
    return undefined;
  return { to: typeof to === 'string' ? to : '', subject, body };
};

/** Its start as one line, for what is folded. */
export const preview = (content: unknown, max = 90): string => {
  const text = textOf(content) ?? JSON.stringify(content) ?? '';
  const line = text
    .slice(0, max * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > max ? `${line.slice(0, max)}…` : line;
};
