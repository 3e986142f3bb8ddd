import { fold } from '../domain/names.ts';

/** All that a person can read in a value: its texts and numbers, not its keys. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number') yield String(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* textsIn(part);
  }
}

/** True where some text in the value holds the words; case and look-alike signs do not matter. */
export const holds = (value: unknown, words: string): boolean => {
  const wanted = fold(words);
  return textsIn(value).some((text) => fold(text).includes(wanted));
};
