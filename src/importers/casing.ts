import type { Entry } from './importer.ts';

/** Keys by which plain exports are told. */
const known = new Set(
  [
    'id conversation_id session_id thread_id trace_id messages conversations query response',
    'role content at timestamp created_at documents context metadata url latency_ms',
  ].flatMap((names) => names.split(' ')),
);

const knownCase = (key: string): string => {
  const lower = key.toLowerCase();
  return known.has(lower) ? lower : key;
};

/** A record with the keys that are known in the case in which they are: spreadsheets write `Query`. */
export const inKnownCase = ({ place, value }: Entry): Entry => ({
  place,
  value: Object.fromEntries(Object.entries(value).map(([key, item]) => [knownCase(key), item])),
});
