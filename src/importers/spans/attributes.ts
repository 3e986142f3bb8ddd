import type { Fields } from '../importer.ts';
import { isFields, listOf } from '../json.ts';

/** A value of OTLP/JSON: `{stringValue}`, `{arrayValue: {values}}`, ... */
const otlpValue = (raw: unknown): unknown => {
  if (!isFields(raw)) return raw;
  // An attribute without a value is null.
  if (Object.keys(raw).length === 0) return null;
  const [kind, value] = Object.entries(raw).find(([key]) => /value$/i.test(key)) ?? [];
  const inner = isFields(value) ? listOf(value['values']) : [];
  if (kind === 'arrayValue' || kind === 'array_value') return inner.map(otlpValue);
  if (kind === 'kvlistValue' || kind === 'kvlist_value') return otlpFields(inner);
  const isSafe = kind === 'intValue' && Number.isSafeInteger(Number(value));
  return isSafe ? Number(value) : value;
};

/** The attributes of OTLP, a list of `{key, value}`, as fields; fields stay as they are. */
export const otlpFields = (raw: unknown): Fields => {
  if (isFields(raw)) return raw;
  const pairs = listOf(raw).filter((item) => isFields(item) && typeof item['key'] === 'string');
  return Object.fromEntries(
    (pairs as Fields[]).map(({ key, value }) => [String(key), otlpValue(value)]),
  );
};

type Node = Map<string, unknown>;

/** Lists where all keys are numbers, in their order; fields elsewhere. */
const grown = (node: unknown): unknown => {
  if (!(node instanceof Map)) return node;
  const entries = [...(node as Node)].map(([key, value]) => [key, grown(value)] as const);
  if (!entries.every(([key]) => /^\d{1,6}$/.test(key))) return Object.fromEntries(entries);
  return entries
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, value]) => value);
};

const plant = (root: Node, path: readonly string[], value: unknown): void => {
  let node = root;
  for (const key of path.slice(0, -1)) {
    const next = node.get(key);
    const child: Node = next instanceof Map ? (next as Node) : new Map();
    node.set(key, child);
    node = child;
  }
  node.set(path.at(-1) ?? '', value);
};

/** Deeper names than this are no flattened structure. */
const longestPath = 24;

/** Flattened keys as what they were: `0.message.role` as a list of objects. */
const unflatten = (pairs: readonly (readonly [string, unknown])[]): unknown => {
  const root: Node = new Map();
  for (const [key, value] of pairs) {
    const path = key.split('.');
    if (path.length <= longestPath) plant(root, path, value);
  }
  return grown(root);
};

const nestedIn = (fields: Fields, name: string): unknown => {
  let value: unknown = fields;
  for (const key of name.split('.')) {
    if (!isFields(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
};

/** Items whose own keys are flattened (`message.role`), as in data frames. */
export const inflate = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inflate);
  if (!isFields(value)) return value;
  const isFlat = Object.keys(value).some((key) => key.includes('.'));
  const fields = isFlat ? unflatten(Object.entries(value)) : value;
  if (!isFields(fields)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, inflate(item)]));
};

/** An attribute by its dotted name: as one key, nested, or flattened into many keys. */
export const attribute = (attributes: Fields, name: string): unknown => {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const nested = nestedIn(attributes, name);
  if (nested !== undefined) return nested;
  const prefix = `${name}.`;
  const pairs = Object.entries(attributes)
    .filter(([key, value]) => key.startsWith(prefix) && value !== undefined)
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  return pairs.length === 0 ? undefined : unflatten(pairs);
};

/** The attributes that begin with a prefix, without it. */
export const attributesUnder = (attributes: Fields, prefix: string): Fields =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
