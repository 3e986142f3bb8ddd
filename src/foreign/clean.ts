import { cut } from './cut.ts';

const newlines = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

const invisible = String.raw`[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`;

/** The selector that tells an emoji or a keycap its look. */
const selector = String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F\u20E3`;

const unprintable = new RegExp(String.raw`(?![\t\n]|${selector})${invisible}`, 'gu');

/** No script stacks that many; normalising a run of them takes quadratic time. */
const stackedMarks = /\p{M}{31,}/gu;

const unstack = (text: string): string => text.replace(stackedMarks, '\uFFFD');

/** NFC, without the run of marks that a decomposition may have made longer. */
const normalize = (text: string): string => unstack(unstack(text).normalize('NFC'));

/**
 * Well-formed NFC text with LF line ends. Control, zero-width, bidirectional and tag characters
 * (all but tab and LF) become U+FFFD, so that what is shown is what is there.
 */
export const clean = (text: string): string =>
  normalize(text.toWellFormed().replace(newlines, '\n')).replace(unprintable, '\uFFFD');

/** Cleaned, each run of white space as one space, cut to `max` characters. */
export const oneLine = (text: string, max = Infinity): string =>
  cut(clean(text).replace(/\s+/g, ' ').trim(), max);
