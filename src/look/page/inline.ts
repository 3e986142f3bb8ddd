/** A run of text with its look; `url` is shown, never followed. */
export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'em' | 'del'; children: Span[] }
  | { kind: 'link' | 'image'; text: string; url: string };

const marks = [
  String.raw`\\(?<escaped>[\\${'`'}*_{}\[\]()#+.!|~>-])`,
  String.raw`(?<ticks>${'`'}{1,3})(?<code>[^${'`'}\n]{1,2000})\k<ticks>`,
  String.raw`(?<bang>!?)\[(?<label>[^\[\]\n]{0,500})\]\((?<url>[^()\s]{0,2000})(?:\s"[^"\n]{0,200}")?\)`,
  String.raw`\*\*(?<strong>[^*\n]{1,2000})\*\*`,
  String.raw`~~(?<del>[^~\n]{1,2000})~~`,
  String.raw`\*(?<em>[^*\s][^*\n]{0,2000})\*`,
  String.raw`(?<![\p{L}\p{N}_])_(?<under>[^_\s][^_\n]{0,2000})_(?![\p{L}\p{N}_])`,
].join('|');

const pattern = new RegExp(marks, 'gu');

const deepest = 4;

const spanOf = (groups: Record<string, string | undefined>, depth: number): Span => {
  const { escaped, code, label, url = '', strong, del } = groups;
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined) return { kind: groups['bang'] ? 'image' : 'link', text: label, url };
  if (strong !== undefined) return { kind: 'strong', children: inline(strong, depth + 1) };
  if (del !== undefined) return { kind: 'del', children: inline(del, depth + 1) };
  const text = groups['em'] ?? groups['under'] ?? '';
  return { kind: 'em', children: inline(text, depth + 1) };
};

/** Inline Markdown of one paragraph. What it does not know stays as the text it is. */
export const inline = (text: string, depth = 0): Span[] => {
  if (depth > deepest) return [{ kind: 'text', text }];
  const spans: Span[] = [];
  let from = 0;
  for (const { 0: found, index, groups } of text.matchAll(pattern)) {
    if (index > from) spans.push({ kind: 'text', text: text.slice(from, index) });
    spans.push(spanOf(groups ?? {}, depth));
    from = index + found.length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
};
