import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Markdown as GitHub renders it, HTML blocks and all. */
export const rendered = (markdown: string): string =>
  micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });

/** The HTML outside of code, in which no foreign text may be. */
export const outsideCode = (html: string): string =>
  html.replace(/<code(?: class="language-text")?>[\s\S]*?<\/code>/g, '<code/>');

export const linksOf = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url ?? '');

const empty = new Set(['br', 'hr', 'meta', 'code/', 'input']);

/** The tags left open, or the first that closes another than the innermost one. */
export const unbalanced = (html: string): string[] => {
  const open: string[] = [];
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*\/?)(?:\s[^>]*)?>/g)) {
    if (empty.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
};
