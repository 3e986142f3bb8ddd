import { cut, listed, quote } from '../assertions/quote.ts';
import type { Path } from './path.ts';
import { suggest } from './suggest.ts';

/** A name or a bit of a file as a message shows it: on one line, and short. */
export const code = (text: string): string =>
  `\`${JSON.stringify(cut(text)).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', "'")}\``;

/** The last name of a path, and the numbers after it: `assert[0]`. */
export const nameOf = (path: Path): string => {
  const last = path.findLastIndex((part) => typeof part === 'string');
  const numbers = path.slice(last + 1).map((index) => `[${String(index)}]`);
  const name = String(path[last] ?? '') + numbers.join('');
  return name === '' ? 'this' : code(name);
};

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'nothing',
  nonoptional: 'any value',
};

/** A kind of value in the words of someone who writes YAML. */
export const kindOf = (kind: string): string => kinds[kind] ?? kind;

/** A value as a message shows it: itself where it is short, otherwise its kind. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value)) return kindOf('array');
  return typeof value === 'object' && value !== null ? kindOf('object') : quote(value);
};

/** `a, b or c`. */
export const choice = (options: readonly string[]): string =>
  options.length < 2 ? options.join('') : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;

/** Names in a row, the first of many. */
export const names = (known: readonly string[]): string => listed(known.map(code), 30);

/** The name that was evidently meant, asked; otherwise what is said without one. */
export const didYouMean = (name: string, known: readonly string[], otherwise: string): string => {
  const meant = suggest(name, known);
  return meant === undefined ? otherwise : `did you mean ${code(meant)}?`;
};
