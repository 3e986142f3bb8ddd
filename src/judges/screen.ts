import { readableText } from '../assertions/readable-text.ts';
import { hiddenIn } from './hidden-text.ts';
import { readingsOf } from './readings.ts';
import { breaksOut, signs } from './signs.ts';

/** The names of what is a structure itself: its readable text has those of its leaves alone. */
const namesIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) =>
        typeof inner !== 'object' || Array.isArray(value)
          ? namesIn(inner)
          : [name, ...namesIn(inner)],
      );

const signIn = (text: string): string | undefined =>
  signs.find(({ patterns }) => patterns.some((pattern) => pattern.test(text)))?.what ??
  (breaksOut(text) ? 'a tag that closes what it stands in' : undefined);

/**
 * What in a model's output speaks to a judge rather than to its reader; undefined where nothing does.
 * Words are looked for as they stand, as they look, turned around and decoded.
 */
export const speaksToJudge = (output: unknown): string | undefined => {
  const text = [readableText(output), ...namesIn(output)].join('\n');
  const hidden = hiddenIn(text);
  if (hidden !== undefined) return hidden;
  for (const reading of readingsOf(text)) {
    const what = signIn(reading.text);
    if (what !== undefined) return `${what}${reading.how}`;
  }
  return undefined;
};
