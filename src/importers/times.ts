import type { Fields, Tell } from './importer.ts';
import { first } from './json.ts';

/** Digits that a number of seconds has today, and how many more make ms, µs and ns. */
const secondsDigits = 10;

const digitsBelow = (whole: string): number =>
  3 * Math.max(0, Math.round((whole.length - secondsDigits) / 3));

const fromNumber = (digits: string): number => {
  const [whole = ''] = digits.split('.');
  return (Number(digits) / 10 ** digitsBelow(whole)) * 1000;
};

const written =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** As ISO 8601 has it; a time without a zone is UTC, which is what these exports mean. */
const fromText = (text: string): number => {
  const [, day, clock = '00:00', fraction = '0', zone = 'Z'] = written.exec(text.trim()) ?? [];
  if (day === undefined) return Number.NaN;
  const offset = /^[+-]/.test(zone)
    ? zone.replace(
        /^(...):?(\d\d)?$/,
        (_all, hours: string, minutes = '00') => `${hours}:${minutes}`,
      )
    : 'Z';
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  return Date.parse(`${day}T${seconds}.${fraction.slice(0, 3)}${offset}`);
};

/** ISO 8601 of a time as text, or since 1970 in seconds, ms, µs or ns; undefined where it is none. */
export const isoOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const ms = /^\d{9,20}(?:\.\d+)?$/.test(text) ? fromNumber(text) : fromText(text);
  const date = new Date(Math.round(ms));
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999
    ? undefined
    : date.toISOString();
};

/** A time down to its seconds, and the digits below them. */
const split = (text: string): { seconds: string; below: string } => {
  const [, whole, more = ''] = /^(\d{9,20})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return { seconds: text, below: written.exec(text)?.[3] ?? '' };
  const end = whole.length - digitsBelow(whole);
  return { seconds: whole.slice(0, end), below: whole.slice(end) + more };
};

/** A time as `isoOf` has it, to the nanosecond: what sorts by it stays in order. */
export const momentOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const { seconds, below } = split(String(value).trim());
  const iso = isoOf(seconds);
  const second = iso?.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return second === undefined ? undefined : `${second}.${below.slice(0, 9).padEnd(9, '0')}Z`;
};

/** Times that are there and cannot be read, which is told: they belong into the metadata. */
export const unreadTimes = (times: Fields, tell: Tell): Fields => {
  const unread = Object.entries(times).filter(
    ([, value]) => first(value) !== undefined && isoOf(value) === undefined,
  );
  for (const [, value] of unread) {
    const text = (JSON.stringify(value) ?? '').slice(0, 60);
    tell(`the time ${text} cannot be read: it is kept in the metadata`);
  }
  return Object.fromEntries(unread);
};

/** In order of time where each has one; otherwise as they stand. */
export const inTimeOrder = <Item>(
  items: readonly Item[],
  timeOfItem: (item: Item) => string | undefined,
): Item[] => {
  const times = new Map(items.map((item) => [item, timeOfItem(item)]));
  if ([...times.values()].includes(undefined)) return [...items];
  return items.toSorted((one, other) =>
    (times.get(one) ?? '').localeCompare(times.get(other) ?? ''),
  );
};

/** Milliseconds between two ISO times; undefined where one is missing or they are not in order. */
export const msBetween = (start?: string, end?: string): number | undefined => {
  if (start === undefined || end === undefined) return undefined;
  const ms = Date.parse(end) - Date.parse(start);
  return ms >= 0 ? ms : undefined;
};
