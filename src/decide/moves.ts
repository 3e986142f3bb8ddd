import { parseDocument } from 'yaml';
import type { Move } from '../domain/touched.ts';

const mostMoves = 6;
const longestValue = 80;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A pointer of Git LFS and its like: lines of `key value`. */
const pointer = (text: string): Record<string, string> | undefined => {
  const lines = text.trim().split('\n');
  const pairs = lines.map((line) => /^([a-z]+) (\S+)$/.exec(line));
  return pairs.every((pair) => pair !== null)
    ? Object.fromEntries(pairs.map((pair) => [pair[1], pair[2]]))
    : undefined;
};

const parsed = (text: string | undefined): Record<string, unknown> | undefined => {
  if (text === undefined) return undefined;
  const asPointer = pointer(text);
  if (asPointer) return asPointer;
  try {
    const document = parseDocument(text, { merge: false });
    // Aliases are not unfolded: a small file of them can be enormous.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return document.errors.length === 0 && isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const sameJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A list of things is told by its length, or by how many of them differ. */
const listMove = (setting: string, from: unknown[], to: unknown[]): Move[] => {
  if (from.length !== to.length) {
    return [{ setting: `${setting} (count)`, from: `${from.length}`, to: `${to.length}` }];
  }
  const differing = to.filter((item, index) => !sameJson(item, from[index])).length;
  return differing === 0
    ? []
    : [{ setting, from: undefined, to: `${differing} of ${to.length} changed` }];
};

const shown = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
};

const movesIn = (prefix: string, from: unknown, to: unknown): Move[] => {
  if (sameJson(from, to)) return [];
  if (isRecord(from) && isRecord(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) =>
      movesIn(prefix === '' ? key : `${prefix}.${key}`, from[key], to[key]),
    );
  }
  if (Array.isArray(from) && Array.isArray(to) && [...from, ...to].some(isRecord)) {
    return listMove(prefix, from, to);
  }
  return [{ setting: prefix, from: shown(from), to: shown(to) }];
};

/** Which settings differ between two values; lists of records by their count. */
export const movesBetween = (from: unknown, to: unknown): Move[] =>
  movesIn('', from, to).slice(0, mostMoves);

/**
 * Which settings of a YAML, JSON or pointer file moved from what to what. None where either text is
 * something else, such as a prompt.
 */
export const movesInFile = (before: string | undefined, after: string | undefined): Move[] => {
  const [from, to] = [parsed(before), parsed(after)];
  return from === undefined || to === undefined ? [] : movesBetween(from, to);
};
