import { cut, quote } from './quote.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists as objects of their indices, so that both kinds are walked alike. */
const fieldsOf = (value: unknown): Fields | undefined =>
  Array.isArray(value) ? Object.fromEntries(value.entries()) : isFields(value) ? value : undefined;

const own = (fields: Fields, key: string): unknown =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** Strings that are alike for a while are shown from shortly before where they part. */
const apart = (actual: string, expected: string): string => {
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at += 1;
  if (at < 40) return `is ${quote(actual)}; expected ${quote(expected)}`;
  const from = at - 20;
  return `from character ${from + 1} on is ${quote(actual.slice(from))}; expected ${quote(expected.slice(from))}`;
};

const unlike = (actual: unknown, expected: unknown): string =>
  typeof actual === 'string' && typeof expected === 'string'
    ? apart(actual, expected)
    : `is ${quote(actual)}; expected ${quote(expected)}`;

/**
 * Where two JSON values first differ, in words; undefined where they are the same. The order of an
 * object's keys does not count.
 */
export const difference = (actual: unknown, expected: unknown, path = ''): string | undefined => {
  if (actual === expected) return undefined;
  const [left, right] = [fieldsOf(actual), fieldsOf(expected)];
  const place = path === '' ? '' : `${cut(path)} `;
  if (!left || !right || Array.isArray(actual) !== Array.isArray(expected))
    return place + unlike(actual, expected);
  for (const key of new Set([...Object.keys(right), ...Object.keys(left)])) {
    const found = difference(own(left, key), own(right, key), `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};
