import { Document, visit } from 'yaml';
import type { AssertionEntry } from '../domain/assertion.ts';

/** What nobody sees, or what ends a line for some readers; line breaks of the YAML itself stay. */
const unseen = /[^\P{C}\n]|[\u2028\u2029]/gu;

const escaped = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
};

/** No text goes over several lines: it can be pasted at any indent. */
const onOneLine = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Infinity,
} as const;

/** Assertions as the lines to paste under `assert:`, which read back as just these assertions. */
export const yamlOf = (assert: readonly AssertionEntry[]): string => {
  const document = new Document(assert, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && node.value.search(unseen) >= 0)
        node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString(onOneLine).replaceAll(unseen, escaped);
};
