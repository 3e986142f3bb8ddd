import { namesAnotherNumber, speaksOfSocialSecurity } from './context.ts';

/** Areas 000, 666 and 900 on, group 00 and serial 0000 are never given out. */
const shape =
  /(?<![\w-]|\d[ .])(?!000|666)(\d)\d\d([ -]?)(?!00)\d\d\2(?!0000)\d{4}(?![\w]|-\w|[ .]\d)/g;

/** With dashes it speaks for itself; otherwise, or as a taxpayer's number (9..), the words must say so. */
export const findSsns = (text: string): string[] =>
  [...text.matchAll(shape)]
    .filter(({ 1: first, 2: separator, index }) =>
      separator === '-' && first !== '9'
        ? !namesAnotherNumber(text, index)
        : speaksOfSocialSecurity(text, index),
    )
    .map(([found]) => found);
