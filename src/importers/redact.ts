import { piiKinds, piiNames, type PiiName } from '../assertions/pii/kinds.ts';
import { normalise } from '../assertions/pii/normalise.ts';
import type { Trace } from '../domain/trace.ts';
import type { Digest, Fields } from './importer.ts';

/** How many of each kind were taken out. */
export type Redactions = Partial<Record<PiiName, number>>;

/** Longer numbers first, so that none is taken for a part of another kind. */
const order: readonly PiiName[] = ['email', 'iban', 'card', 'ssn', 'ip', 'phone'];

type Count = (name: PiiName, times: number) => void;

/** `context` is read before the text, since "phone: 4155550123" is one and "order: 4155550123" not. */
const redactText = (text: string, context: string, count: Count): string => {
  let plain = normalise(text);
  let found = false;
  for (const name of order) {
    for (const one of piiKinds[name].find(context + plain)) {
      const pieces = plain.split(one);
      if (pieces.length === 1) continue;
      found = true;
      count(name, pieces.length - 1);
      plain = pieces.join(`[${name}]`);
    }
  }
  return found ? plain : text;
};

const redactNumber = (value: number, count: Count): number | string => {
  const text = String(value);
  const redacted = redactText(text, '', count);
  return redacted === text ? value : redacted;
};

const redactValue = (value: unknown, context: string, count: Count): unknown => {
  if (typeof value === 'string') return redactText(value, context, count);
  if (typeof value === 'number') return redactNumber(value, count);
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
      untouched.has(key) ? value : redactValue(value, '', count),
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

/** `3 e-mail addresses`, in the order of the kinds. */
export const redactionWords = (redactions: Redactions): string =>
  piiNames
    .flatMap((name) => {
      const times = redactions[name];
      return times === undefined ? [] : `${times} × ${piiKinds[name].noun}`;
    })
    .join(', ');
