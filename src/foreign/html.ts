import { clean } from './clean.ts';

/** ASCII punctuation as character references: what Markdown, mentions and links are made of. */
export const escapePunctuation = (text: string): string =>
  text.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** For text and for quoted attributes. */
export const escapeHtml = (text: string): string =>
  clean(text).replace(/[&<>"'`]/g, escapePunctuation);
