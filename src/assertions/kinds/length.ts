import * as z from 'zod';
import { broken, holds, type Check } from '../../domain/assertion.ts';
import { defineAssertion, type Refusal } from '../define.ts';
import { counted } from '../quote.ts';
import { textSize, textUnits, type TextUnit } from '../text-size.ts';

const count = z.int().min(0).optional();
const sizes = z.strictObject({
  chars: count.describe('Unicode characters'),
  words: count.describe('Words'),
  lines: count.describe('Lines'),
  bytes: count.describe('Bytes of UTF-8'),
});
type Sizes = z.infer<typeof sizes>;

const nouns: Record<TextUnit, string> = {
  chars: 'character',
  words: 'word',
  lines: 'line',
  bytes: 'byte',
};

type Limit = { unit: TextUnit; least: number; most: number };

const limitsOf = (min: Sizes = {}, max: Sizes = {}): Limit[] =>
  textUnits
    .filter((unit) => min[unit] !== undefined || max[unit] !== undefined)
    .map((unit) => ({ unit, least: min[unit] ?? 0, most: max[unit] ?? Infinity }));

const refusals = (limits: Limit[]): Refusal[] => {
  if (limits.length === 0)
    return [{ what: 'length has no limit', mend: 'give min or max, such as max: { words: 90 }' }];
  return limits
    .filter(({ least, most }) => least > most)
    .map(({ unit }) => ({
      what: `min ${unit} is more than max ${unit}`,
      mend: 'no text is that long and that short: change one',
      key: 'min',
    }));
};

const check = (text: string, { unit, least, most }: Limit): Check => {
  const size = textSize[unit](text);
  const has = `has ${counted(size, nouns[unit])}`;
  if (size > most) return broken(`${has}; at most ${most} allowed`);
  return size < least ? broken(`${has}; at least ${least} needed`) : holds;
};

export const length = defineAssertion({
  type: 'length',
  group: 'text',
  summary: 'Is so long: characters, words, lines or bytes, at least and at most',
  keys: {
    min: sizes.optional().describe('At least so many'),
    max: sizes.optional().describe('At most so many'),
  },
  refuse: ({ min, max }) => refusals(limitsOf(min, max)),
  prepare: ({ min, max }) => {
    const limits = limitsOf(min, max);
    return ({ text }) => {
      for (const limit of limits) {
        const found = check(text, limit);
        if (found.result === 'broken') return found;
      }
      return holds;
    };
  },
});
