import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { quoteEnd } from '../quote.ts';

export const endsWith = defineAssertion({
  type: 'ends-with',
  group: 'text',
  summary: 'Ends with this text; white space after it counts',
  keys: {
    value: z.string().min(1).describe('The text at the end'),
    ignore_case: z.boolean().optional().describe('True: capitals and small letters are the same'),
  },
  prepare: ({ value, ignore_case }) => {
    const wanted = ignore_case === true ? value.toLowerCase() : value;
    return ({ text }) =>
      (ignore_case === true ? text.toLowerCase() : text).endsWith(wanted)
        ? holds
        : broken(`ends with ${quoteEnd(text)}, not with ${quoteEnd(value)}`);
  },
});
