/** What a file of definitions may be at most, held before anything else looks at it. */
export const limits = {
  /** Of a file, and of a line of a JSONL file. */
  bytes: 1 << 20,
  depth: 32,
  nodes: 100_000,
  /** Signs of YAML, of which a value takes a few. */
  lexemes: 500_000,
  /** Problems told of one file. */
  problems: 200,
};

/** Names that mean something else in JavaScript than they say. */
export const reservedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
