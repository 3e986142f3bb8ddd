import { oneLine } from '../../foreign/clean.ts';
import { escapeHtml } from '../../foreign/html.ts';
import { htmlCode, inlineCode } from '../../foreign/markdown.ts';
import { terminalSafe } from '../../foreign/terminal.ts';
import { commitUrl, shortSha, type Where } from './link.ts';
import type { Voice } from './phrase.ts';

/** Our own words hold no Markdown mark, so they go as they are; foreign text goes as code. */
export const markdownVoice = (where: Where): Voice => ({
  own: (text) => text,
  strong: (text) => `**${text}**`,
  foreign: inlineCode,
  commit: (sha) => {
    const url = commitUrl(where, sha);
    return url === undefined ? inlineCode(shortSha(sha)) : `[${inlineCode(shortSha(sha))}](${url})`;
  },
});

/** For pages, and for the summary of a fold, in which Markdown is not read. */
export const htmlVoice = (where: Where): Voice => ({
  own: escapeHtml,
  strong: (text) => `<strong>${escapeHtml(text)}</strong>`,
  foreign: htmlCode,
  commit: (sha) => {
    const url = commitUrl(where, sha);
    const short = htmlCode(shortSha(sha));
    return url === undefined ? short : `<a href="${url}">${short}</a>`;
  },
});

export const terminalVoice: Voice = {
  own: (text) => text,
  strong: (text) => text,
  foreign: (text, max) => oneLine(terminalSafe(text), max),
  commit: (sha) => oneLine(terminalSafe(shortSha(sha))),
};
