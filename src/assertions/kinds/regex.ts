import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion, refusalsOf } from '../define.ts';
import { flagsPattern, linearRegExp } from '../linear-regexp.ts';
import { cut } from '../quote.ts';

export const regex = defineAssertion({
  type: 'regex',
  group: 'text',
  summary:
    'Matches this pattern somewhere, in time linear in the text (RE2: no lookaround, no backreferences)',
  keys: {
    pattern: z.string().min(1).describe('A regular expression; ^ and $ tie it to both ends'),
    flags: z
      .string()
      .regex(flagsPattern, 'the flags are i, m, s and u')
      .optional()
      .describe('i: any case; m: ^ and $ at each line; s: a dot is a line break too'),
  },
  refuse: ({ pattern, flags }) => refusalsOf(() => linearRegExp(pattern, flags)),
  prepare: ({ pattern, flags }) => {
    const compiled = linearRegExp(pattern, flags);
    const unmatched = broken(`does not match /${cut(pattern)}/${flags ?? ''}`);
    return ({ text }) => (compiled.test(text) ? holds : unmatched);
  },
});
