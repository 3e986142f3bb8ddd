import type { Fields } from './importer.ts';

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** A list as it is, nothing as none, anything else as the one item of a list. */
export const listOf = (value: unknown): unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** Text that says something, or a number as text. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** The first of some values that is there. */
export const first = (...values: readonly unknown[]): unknown =>
  values.find((value) => value !== undefined && value !== null && value !== '');

/** Numbers that JavaScript cannot hold: more digits, or a larger exponent, than a double has. */
const largeNumber = /(?<![\w".-])-?\d(?:\d{15,}|[\d.]*e\+?\d{3})/i;

type WithSource = { source?: string };

const keepDigits = (_key: string, value: unknown, context?: WithSource): unknown =>
  typeof value === 'number' && (!Number.isFinite(value) || Math.abs(value) > 2 ** 53)
    ? (context?.source ?? String(value))
    : value;

/** Deeper values are kept as this text: no trace needs them, and they overflow the stack. */
const tooDeep = '[nested too deeply]';
export const deepest = 64;

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

const isDeeper = (value: unknown, levels: number): boolean =>
  isContainer(value) &&
  (levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1)));

const cutDeep = (value: unknown, levels: number): unknown => {
  if (!isContainer(value)) return value;
  if (levels === 0) return tooDeep;
  if (Array.isArray(value)) return value.map((item) => cutDeep(item, levels - 1));
  const items = Object.entries(value).map(([key, item]) => [key, cutDeep(item, levels - 1)]);
  return Object.fromEntries(items);
};

/** The value with at most so many levels; the same value where it has no more. */
export const shallow = <Value>(value: Value, levels: number): Value =>
  isDeeper(value, levels) ? (cutDeep(value, levels) as Value) : value;

/** `JSON.parse`, but a number that would lose digits stays the text it was. Throws as that does. */
export const parseJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  if (!largeNumber.test(text) || isDeeper(value, deepest)) return value;
  return JSON.parse(text, keepDigits);
};

const parseOnce = (text: string): unknown => {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return shallow(parseJson(text), deepest);
  } catch {
    return text;
  }
};

/** What a text of JSON holds, though it was quoted twice; any other value as it is. */
export const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const once = parseOnce(value);
  const twice = typeof once === 'string' ? parseOnce(once) : once;
  return typeof twice === 'string' ? value : twice;
};

/** The text that a text of JSON quotes; any other value as it is. */
export const unquoted = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^\s*".*"\s*$/s.test(value)) return value;
  const inner = parseOnce(value);
  return typeof inner === 'string' ? inner : value;
};

/** Without what is undefined. */
export const present = <Shape extends object>(
  fields: Shape,
): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as never;

/** Without some of its keys, nor what says nothing. */
export const rest = (fields: Fields, taken: ReadonlySet<string>): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) => !taken.has(key) && value !== null && value !== undefined && value !== '',
    ),
  );
