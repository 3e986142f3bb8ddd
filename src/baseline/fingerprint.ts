import { hash } from 'node:crypto';

/** JSON with sorted keys: equal values give equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined';

/** 16 hexadecimal digits of the SHA-256 of a value's canonical JSON. */
export const fingerprint = (value: unknown): string =>
  hash('sha256', canonical(value)).slice(0, 16);
