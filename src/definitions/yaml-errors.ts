import type { YAMLError } from 'yaml';
import { cut } from '../assertions/quote.ts';

/** What is wrong at an offset of a text. */
export type Flaw = { offset: number; what: string; mend: string };

type Words = Pick<Flaw, 'what' | 'mend'>;

const oneLine = (message: string): string => cut(message.replaceAll(/\s+/g, ' '), 160);

/** The parser's codes that a better sentence is known for. */
const known: Partial<Record<YAMLError['code'], Words>> = {
  BAD_INDENT: {
    what: 'the indentation does not fit what stands above',
    mend: 'start the keys and items of one level at the same column',
  },
  BAD_SCALAR_START: {
    what: 'plain text cannot start with this character',
    mend: 'put the text in quotes',
  },
  BAD_DQ_ESCAPE: {
    what: 'text in double quotes has an escape that YAML does not know',
    mend: 'write the backslash twice, or put the text in single quotes',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a second key stands on one line',
    mend: 'put text that has a colon in it in quotes, or give each key its line',
  },
  MULTILINE_IMPLICIT_KEY: {
    what: 'a key goes over several lines',
    mend: 'look for a colon that is missing, or indentation that is off',
  },
  KEY_OVER_1024_CHARS: {
    what: 'a key is longer than 1024 characters',
    mend: 'look for a bracket or quote that is not closed',
  },
  NON_STRING_KEY: { what: 'a key is not plain text', mend: 'write a name, or put it in quotes' },
  TAB_AS_INDENT: { what: 'a tab is used as indentation', mend: 'indent with spaces' },
  MULTIPLE_DOCS: { what: 'a second document starts here', mend: 'keep one document in a file' },
};

const unclosedBracket: Words = {
  what: 'a list or mapping in brackets is not closed, or its lines stand too far left',
  mend: 'close it, and indent its lines more than its key',
};

const wordsOf = ({ code, message }: YAMLError): Words => {
  if (/^Flow \w+ (?:in block collection )?must/.test(message)) return unclosedBracket;
  if (message.startsWith('Missing closing')) {
    return { what: 'text in quotes is not closed', mend: 'close the quote' };
  }
  const what = `this is not YAML: ${oneLine(message)}`;
  return known[code] ?? { what, mend: 'mend the YAML here' };
};

/** An error or a warning of the YAML parser, for people. */
export const flawOf = (error: YAMLError): Flaw => ({ offset: error.pos[0], ...wordsOf(error) });
