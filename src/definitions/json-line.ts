import { jsonFlaw } from './json-error.ts';
import { limits, reservedKeys } from './limits.ts';
import type { Flaw } from './yaml-errors.ts';
import { treeOf } from './yaml-tree.ts';

/** A line of JSON, or what is wrong with it, worked out when it is asked for. */
export type JsonLine = { ok: true; value: unknown } | { ok: false; flaws: () => Flaw[] };

const text = /"[^"\\]*(?:\\.[^"\\]*)*"(?<colon>\s*:)?/g;

/** The keys that stand in a line of valid JSON: its texts before a colon. */
const keysWritten = (line: string): number => {
  let keys = 0;
  for (const { groups } of line.matchAll(text)) if (groups?.['colon'] !== undefined) keys += 1;
  return keys;
};

/** How many keys a value has all in all; not a number where it has what no file may have. */
const keysKept = (value: unknown, depth = 0): number => {
  if (typeof value === 'number' && !Number.isFinite(value)) return Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === limits.depth) return Number.NaN;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysKept(item, depth + 1);
    return keys;
  }
  for (const [key, item] of Object.entries(value)) {
    keys += reservedKeys.has(key) ? Number.NaN : 1 + keysKept(item, depth + 1);
  }
  return keys;
};

const anyFlaw: Flaw = {
  offset: 0,
  what: 'a key stands twice, is not allowed, or something is nested too deeply',
  mend: 'look through this line',
};

/** JSON is YAML, so that one reader finds the places of both. */
const flawsOf = (line: string): Flaw[] => {
  const { flaws } = treeOf(line);
  return flaws.length > 0 ? flaws : [anyFlaw];
};

/** Reads one line of JSON, as strictly as YAML is read: `JSON.parse` keeps the last of equal keys. */
export const parseLine = (line: string): JsonLine => {
  if (Buffer.byteLength(line) > limits.bytes) {
    const flaw = { offset: 0, what: 'the line is longer than 1 MiB', mend: 'make it smaller' };
    return { ok: false, flaws: () => [flaw] };
  }
  try {
    const value: unknown = JSON.parse(line);
    const isWhole = keysKept(value) === keysWritten(line);
    return isWhole ? { ok: true, value } : { ok: false, flaws: () => flawsOf(line) };
  } catch (error) {
    return { ok: false, flaws: () => [jsonFlaw(line, error)] };
  }
};
