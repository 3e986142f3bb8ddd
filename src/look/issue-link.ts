import { inlineCode } from '../foreign/markdown.ts';

/** A longer one is no address that a person made. */
const longestUrl = 300;

const isAddress = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol);
  return isWeb && url.username === '' && url.password === '' && text.length <= longestUrl;
};

/** A foreign name, and its foreign address to copy: as code, since the bot links nowhere else. */
export const namedAddress = (name: string, url: string | undefined, max = 120): string => {
  const shown = inlineCode(name, max);
  return url !== undefined && isAddress(url) ? `${shown} (${inlineCode(url, longestUrl)})` : shown;
};
