import type { AssertionEntry } from '../domain/assertion.ts';
import { assertionTypeOf } from './registry.ts';

/** The values of those keys that are names: a schema, say, may be inline instead. */
const namesAt = (entry: AssertionEntry, keys: readonly string[] = []): string[] =>
  keys.map((key) => entry[key]).filter((value) => typeof value === 'string');

/** The paths of the files that are part of an entry: where one changes, the eval changes. */
export const filesOf = (entry: AssertionEntry): string[] =>
  namesAt(entry, assertionTypeOf(entry.type)?.files);

/** The corpora of `failmode.yml` that an entry asks. */
export const corporaOf = (entry: AssertionEntry): string[] => {
  const key = assertionTypeOf(entry.type)?.corpus;
  return namesAt(entry, key === undefined ? [] : [key]);
};
