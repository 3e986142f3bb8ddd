import * as z from 'zod';
import { broken, holds, type Assert } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { listed, quote } from '../quote.ts';

const words = z.array(z.string().min(1)).min(1);

const foldWith = (ignoreCase: boolean | undefined) => (text: string) =>
  ignoreCase === true ? text.toLowerCase() : text;

export const contains = defineAssertion({
  type: 'contains',
  group: 'text',
  summary: 'Has this text in it; or any, or all, of a list',
  keys: {
    value: z.string().min(1).optional().describe('This text'),
    any: words.optional().describe('At least one of these'),
    all: words.optional().describe('Each of these'),
    ignore_case: z.boolean().optional().describe('True: capitals and small letters are the same'),
  },
  refuse: ({ value, any, all }) =>
    [value, any, all].filter((given) => given !== undefined).length === 1
      ? []
      : [
          {
            what: 'contains needs exactly one of value, any and all',
            mend: 'keep one of them, and write an entry of its own for each other',
          },
        ],
  prepare: ({ value, any, all, ignore_case }): Assert => {
    const fold = foldWith(ignore_case);
    const wanted = (any ?? all ?? [value ?? '']).map((text) => ({ text, folded: fold(text) }));
    return (subject) => {
      const text = fold(subject.text);
      const missing = wanted.filter(({ folded }) => !text.includes(folded));
      if (missing.length === 0 || (any && missing.length < wanted.length)) return holds;
      const list = listed(
        missing.map((one) => quote(one.text)),
        5,
      );
      return broken(any ? `contains none of ${list}` : `does not contain ${list}`);
    };
  },
});
