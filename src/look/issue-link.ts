import { inlineCode } from '../foreign/markdown.ts';

/** A longer one is no link that a person made. */
const longestUrl = 500;

/** What would end a link's target in Markdown, start a code span in it, or be read as a reference. */
const encode = (mark: string): string =>
  mark === '&' ? '&amp;' : `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

const targetOf = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '' || url.href.length > longestUrl) return undefined;
  return url.href.replace(/[&<>`\\|]/g, encode);
};

/** A foreign name as code, and as a link where its foreign address is one of the web. */
export const foreignLink = (name: string, url: string | undefined, max = 120): string => {
  const target = url === undefined ? undefined : targetOf(url);
  const shown = inlineCode(name, max);
  return target === undefined ? shown : `[${shown}](<${target}>)`;
};
