import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Place } from '../domain/definitions.ts';
import type { Path } from './path.ts';
import type { Tree } from './yaml-tree.ts';

/** A thing in a file: a key, or what stands under it. */
export type Part = 'key' | 'value';

export type Locate = {
  offset: (offset: number) => Place;
  /** Where a path stands, or as much of it as there is. */
  at: (path: Path, part?: Part) => Place;
};

type Spot = { key: number; value: ParsedNode | null };

const child = ({ value: node }: Spot, name: PropertyKey): Spot | undefined => {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === name);
    return pair && { key: pair.key.range[0], value: pair.value };
  }
  const item = isSeq<ParsedNode>(node) ? node.items[Number(name)] : undefined;
  return item && { key: item.range[0], value: item };
};

const spotOf = (root: ParsedNode | null, path: Path): Spot => {
  let spot: Spot = { key: root?.range[0] ?? 0, value: root };
  for (const name of path) {
    const next = child(spot, name);
    if (next === undefined) return { ...spot, value: null };
    spot = next;
  }
  return spot;
};

/** What is written out stands for itself; a list, a mapping or nothing is found by its key. */
const offsetOf = ({ key, value }: Spot, part: Part): number => {
  const [start = key, end = key] = (isScalar(value) ? value.range : undefined) ?? [];
  return part === 'value' && start < end ? start : key;
};

/** Finds places in a file by its tree; `line` is that of the tree's first line. */
export const locator = (file: string, { document, lines }: Tree, line = 1): Locate => {
  const place = (offset: number): Place => {
    const position = lines.linePos(offset);
    return { file, line: Math.max(1, position.line) + line - 1, column: Math.max(1, position.col) };
  };
  return {
    offset: place,
    at: (path, part = 'value') => place(offsetOf(spotOf(document?.contents ?? null, path), part)),
  };
};
