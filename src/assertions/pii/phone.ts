import { namesAnotherNumber, speaksOfPhones } from './context.ts';

const digitsOf = (found: string): string => found.replaceAll(/\D/g, '');

const date =
  /(?<!\d)(?:\d{1,2}([./ -])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./ -])\d{1,2}\2\d{1,2})(?!\d)/;
const times = /(?<!\d)\d{1,2}[.]\d\d\s?-\s?\d{1,2}[.]\d\d(?!\d)/;
const zip = /^\d{5}-\d{4}$/;
const ssn = /^\d{3}-\d\d-\d{4}$/;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const thousands = /^\D?\d{1,3}(?:[ .]\d{3})*[ .]000$/;

const somethingElse = (found: string): boolean =>
  [date, times, zip, ssn, address, thousands].some((shape) => shape.test(found));

type Fits = (found: string, text: string, index: number) => boolean;
type Shape = {
  pattern: RegExp;
  digits: [least: number, most: number];
  /** What the pattern alone cannot say. */
  fits: Fits;
};

const likely: Fits = (found, text, index) =>
  !somethingElse(found) && !namesAnotherNumber(text, index);

const start = String.raw`(?<![\w+$€£¥#@/-]|\d[ .,])`;
const end = String.raw`(?![\d_]|[-.,/]\d|[ ]\d{2,}(?![\d:/]|\s?[ap]m))`;
const noUnit = String.raw`(?!\s?(?:[%€$£¥]|(?:USD|EUR|GBP|km|kg|ms|MB|GB)\b))`;

/** From the surest to those that only the words around them make one. */
const shapes: Shape[] = [
  {
    // +1 (415) 555-0123, +44 (0)20 7946 0958; what stands right behind it may be taken with it
    pattern: /(?<![\w+])\+\s?\(?[1-9]\d{0,3}\)?(?:[ ./-]{0,2}\(?\d{1,14}\)?){1,7}(?![\d_])/g,
    digits: [8, 30],
    fits: (found) => !thousands.test(found),
  },
  {
    // 0044 20 7946 0958
    pattern:
      /(?<![\w+$€£¥#@/.-]|\d[ .,])00[1-9]\d{0,2}(?:[ ./-]{1,2}\(?\d{1,10}\)?){2,6}(?![\d_])/g,
    digits: [10, 17],
    fits: likely,
  },
  {
    // 415-555-0123, (415) 555-0123, 1-800-555-0199
    pattern:
      /(?<![\w+$€£¥#@/-]|\d[.,]|\+\d{1,3} )(?:1[ .-])?(?:\([2-9]\d\d\)[ .-]?|[1-9]\d\d-)\d{3}[ .-]\d{4}(?![\d_]|[-.]\d)/g,
    digits: [10, 11],
    fits: likely,
  },
  {
    // 415 555 0123, 415.555.0123
    pattern: new RegExp(String.raw`${start}(?:1[ .])?[2-9]\d\d([ .])\d{3}\1\d{4}${end}`, 'g'),
    digits: [10, 11],
    fits: likely,
  },
  {
    // 020 7946 0958, (030) 901820, 06 12 34 56 78
    pattern: new RegExp(
      String.raw`${start}(?:\(0[1-9]\d{0,4}\)|0[1-9]\d{0,4})(?:[ ]?[-./ ][ ]?\d{2,8}(?![\d:]|\s?[ap]m)){1,4}${end}`,
      'g',
    ),
    digits: [9, 12],
    fits: (found, text, index) => !/^0\d+\.\d+$/.test(found) && likely(found, text, index),
  },
  {
    // call 555-0123, phone: 4155550123
    pattern: new RegExp(String.raw`${start}\(?\d[\d ()./-]{4,18}\d${end}${noUnit}`, 'g'),
    digits: [7, 13],
    fits: (found, text, index) =>
      (/\D/.test(found) || found.length >= 8) &&
      speaksOfPhones(text, index) &&
      likely(found, text, index),
  },
];

const find = (text: string, { pattern, digits: [least, most], fits }: Shape): string[] =>
  [...text.matchAll(pattern)]
    .filter(({ 0: found, index }) => {
      const { length } = digitsOf(found);
      return length >= least && length <= most && fits(found, text, index);
    })
    .map(([found]) => found);

/** Seven digits that stand together: a text without them has no number of any shape. */
const needs = /\d(?:[ ()./-]{0,18}\d){6}/;

export const findPhones = (text: string): string[] =>
  needs.test(text) ? shapes.flatMap((shape) => find(text, shape)) : [];
