import { piiKinds, piiNames, type PiiName } from '../assertions/pii/kinds.ts';
import { normalise } from '../assertions/pii/normalise.ts';
import type { Trace } from '../domain/trace.ts';
import type { Digest, Fields } from './importer.ts';
import { isFields } from './json.ts';
import { findSecrets } from './secrets.ts';
import type { Shelf } from './shelf.ts';

/** How many of each kind were taken out. */
export type Redactions = Partial<Record<PiiName | 'secret', number>>;

type Kind = { noun: string; find: (text: string) => string[] };

const kinds: Readonly<Record<PiiName | 'secret', Kind>> = {
  ...piiKinds,
  secret: { noun: 'a key or token', find: findSecrets },
};

/** Longer numbers first, so that none is taken for a part of another kind. */
const order: readonly (keyof Redactions)[] = [
  'secret',
  'email',
  'iban',
  'card',
  'ssn',
  'ip',
  'phone',
];

type Count = (name: keyof Redactions, times: number) => void;

/** `context` is read before the text, since "phone: 4155550123" is one and "order: 4155550123" not. */
const redactText = (text: string, context: string, count: Count): string => {
  let plain = normalise(text);
  let found = false;
  for (const name of order) {
    for (const one of kinds[name].find(context + plain)) {
      const pieces = plain.split(one);
      if (pieces.length === 1) continue;
      found = true;
      count(name, pieces.length - 1);
      plain = pieces.join(`[${name}]`);
    }
  }
  return found ? plain : text;
};

const redactNumber = (value: number, context: string, count: Count): number | string => {
  const text = String(value);
  const redacted = redactText(text, context, count);
  return redacted === text ? value : redacted;
};

const redactValue = (value: unknown, context: string, count: Count): unknown => {
  if (typeof value === 'string') return redactText(value, context, count);
  if (typeof value === 'number') return redactNumber(value, context, count);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, context, count));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key, '', count),
      redactValue(item, `${key}: `, count),
    ]),
  );
};

/** Two ids stay two: one that holds personal data becomes a digest of itself. */
const redactId = (id: string, digest: Digest): string =>
  redactText(id, '', () => {}) === id ? id : `redacted-${digest(id)}`;

const withIds = new Set(['messages', 'tool_calls', 'documents']);

/** A list of messages, calls or documents, whose ids stay apart; anything else as any value. */
const redactPart = (key: string, value: unknown, digest: Digest, count: Count): unknown => {
  if (!withIds.has(key) || !Array.isArray(value)) return redactValue(value, `${key}: `, count);
  return value.map((item: unknown) => {
    if (!isFields(item)) return redactValue(item, '', count);
    const entries = Object.entries(item).map(([name, one]) => {
      const isId = (name === 'id' || name === 'tool_call_id') && typeof one === 'string';
      return isId
        ? [name, redactId(one, digest)]
        : [redactText(name, '', count), redactPart(name, one, digest, count)];
    });
    return Object.fromEntries(entries) as Fields;
  });
};

/** Measures and times of ours, which are numbers by the schema and about nobody. */
const untouched = new Set(['id', 'source', 'at', 'usage', 'latency_ms']);

/** The traces with `[email]`, `[phone]`, ... for personal data that has a shape, in texts and keys. */
export const redactTraces = (
  traces: readonly Trace[],
  digest: Digest,
): { traces: Trace[]; redactions: Redactions } => {
  const redactions: Redactions = {};
  const count: Count = (name, times) => {
    redactions[name] = (redactions[name] ?? 0) + times;
  };
  const redact = (trace: Trace): Trace => {
    const id = redactId(trace.id, digest);
    const { url } = trace.source;
    const fields = Object.entries(trace as Fields).map(([key, value]) => [
      key,
      untouched.has(key) ? value : redactPart(key, value, digest, count),
    ]);
    const source = {
      format: trace.source.format,
      id,
      ...(url !== undefined && { url: redactText(url, '', count) }),
    };
    return { ...(Object.fromEntries(fields) as Trace), id, source };
  };
  return { traces: traces.map(redact), redactions };
};

const marksIn = (text: string): number =>
  text.match(/\[(?:email|phone|card|iban|ssn|ip|secret)\]/g)?.length ?? 0;

/**
 * The id of a redacted trace on the shelf of which one of these is the raw text. A trace is known as
 * redacted by the digest in its id, or by more marks than the raw one has.
 */
export const rawOver = (
  shelf: Shelf,
  traces: readonly Trace[],
  digest: Digest,
): string | undefined =>
  traces
    .map((trace) => {
      const id = redactId(trace.id, digest);
      const stored = shelf.get(id);
      if (stored === undefined || id !== trace.id) return stored?.id;
      const isRedacted = marksIn(stored.text) > marksIn(JSON.stringify(trace));
      const isRaw = isRedacted && Object.keys(redactTraces([trace], digest).redactions).length > 0;
      return isRaw ? id : undefined;
    })
    .find((id) => id !== undefined);

/** `3 e-mail addresses`, in the order of the kinds. */
export const redactionWords = (redactions: Redactions): string =>
  ([...piiNames, 'secret'] as const)
    .flatMap((name) => {
      const times = redactions[name];
      return times === undefined ? [] : `${times} × ${kinds[name].noun}`;
    })
    .join(', ');
