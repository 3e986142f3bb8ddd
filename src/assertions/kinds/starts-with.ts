import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { quote } from '../quote.ts';

export const startsWith = defineAssertion({
  type: 'starts-with',
  group: 'text',
  summary: 'Begins with this text',
  keys: {
    value: z.string().min(1).describe('The text at the beginning'),
    ignore_case: z.boolean().optional().describe('True: capitals and small letters are the same'),
  },
  prepare: ({ value, ignore_case }) => {
    const wanted = ignore_case === true ? value.toLowerCase() : value;
    return ({ text }) =>
      (ignore_case === true ? text.toLowerCase() : text).startsWith(wanted)
        ? holds
        : broken(`starts with ${quote(text)}, not with ${quote(value)}`);
  },
});
