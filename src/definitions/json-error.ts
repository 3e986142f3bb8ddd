import { reasonOf } from '../assertions/quote.ts';
import type { Flaw } from './yaml-errors.ts';

const isRefused = (text: string): boolean => {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return reasonOf(error).startsWith('Unexpected token');
  }
};

/** The offset of the token that is refused, found by halving: the engine does not always say it. */
const refusedAt = (line: string): number => {
  let [good, bad] = [0, line.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isRefused(line.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
};

const offsetOf = (line: string, reason: string): number => {
  const said = /at position (?<offset>\d+)/.exec(reason)?.groups?.['offset'];
  if (said !== undefined) return Number(said);
  return reason.includes('end of JSON') ? line.length : refusedAt(line);
};

/** What `JSON.parse` refuses in a line, and where. */
export const jsonFlaw = (line: string, error: unknown): Flaw => {
  const reason = reasonOf(error);
  const why = reason
    .replace(/(?: in JSON)? at position.*$/s, '')
    .replace(/, .*is not valid JSON$/s, '');
  const what = `this is not JSON: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  return { offset: offsetOf(line, reason), what, mend: 'mend the JSON here' };
};
