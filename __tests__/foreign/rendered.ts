import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** GitHub's Markdown without its tag filter, so that a tag which gets through is seen. */
const unfiltered = (): ReturnType<typeof gfmHtml> => {
  const extension = gfmHtml();
  delete extension.exit?.htmlFlowData;
  delete extension.exit?.htmlTextData;
  return extension;
};

const extensions = { extensions: [gfm()], htmlExtensions: [unfiltered()] };

export const render = (markdown: string): string =>
  micromark(markdown, { ...extensions, allowDangerousHtml: true, allowDangerousProtocol: true });

/** Every tag and comment, in order: equal for two documents that differ in their text only. */
export const skeleton = (html: string): string => (html.match(/<[^>]*>?/g) ?? []).join('');

/** The text of each code element. */
export const codeTexts = (html: string): string[] =>
  [...html.matchAll(/<code[^>]*>([^<]*)<\/code>/g)].map(([, text = '']) =>
    text.replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name = '') =>
      code ? String.fromCodePoint(Number(code)) : (named[name] ?? '?'),
    ),
  );

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
