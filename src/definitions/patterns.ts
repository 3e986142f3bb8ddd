import { caseIdPattern, modeIdPattern } from '../domain/names.ts';

/** The schemas' patterns in words, by their source; of any other the hover text tells. */
const words: Record<string, string> = {
  [String(modeIdPattern)]: 'lower-case letters, digits and `-`, at most 64, no `-` first',
  [String(caseIdPattern)]:
    'letters, digits, `.`, `_` and `-`, at most 128, a letter or digit first',
  '/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/':
    'letters, digits, `.`, `_` and `-`, at most 64, a letter or digit first',
  '/^[A-Z_][A-Z0-9_]*$/': 'the name of an environment variable, such as OPENAI_API_KEY',
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const isKnown = (pattern: string): boolean => Object.hasOwn(words, pattern);

/** How to write what a pattern asks for. */
export const asPattern = (pattern: string, description: string): string =>
  words[pattern] ?? (description === '' ? `it to match ${pattern}` : lowerFirst(description));

/** What is written where a name of a secret is asked for may be the secret. */
export const mayBeSecret = (pattern: string): boolean => pattern === '/^[A-Z_][A-Z0-9_]*$/';
