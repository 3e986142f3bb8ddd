/**
 * What a clock on the wall shows, written as the UTC moment with the same digits, in milliseconds:
 * arithmetic on days and weeks is right on it, whatever the zone does to its clocks.
 */
export type Wall = number;

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
const weekMs = 7 * dayMs;

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
};

/** What the clocks of a zone show at a moment, to the second. */
export const wallAt = (zone: string, moment: number): Wall => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
};

/** Milliseconds that a zone is ahead of UTC. */
export const offsetAt = (zone: string, moment: number): number =>
  wallAt(zone, moment) - Math.floor(moment / 1000) * 1000;

/**
 * The moment at which the clocks show a time: the first of two where they are put back, and by the
 * offset before where they are put forward over it (RFC 5545, 3.3.5).
 */
export const momentAt = (zone: string, wall: Wall): number => {
  const before = offsetAt(zone, wall - dayMs);
  const after = offsetAt(zone, wall + dayMs);
  const shown = [before, after].find((offset) => offsetAt(zone, wall - offset) === offset);
  return wall - (shown ?? before);
};

/** A zone's clocks are put forward or back. */
export type Transition = { at: number; before: number; after: number };

const transitionBetween = (zone: string, from: number, until: number): Transition | undefined => {
  const [before, after] = [offsetAt(zone, from), offsetAt(zone, until)];
  if (before === after) return undefined;
  let [low, high] = [from, until];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return { at: high, before, after };
};

/** The transitions of a zone from one whole second to another; no zone has two in a week. */
export const transitionsOf = (zone: string, from: number, until: number): Transition[] => {
  const found: Transition[] = [];
  for (let at = from; at < until; at += weekMs) {
    const transition = transitionBetween(zone, at, Math.min(at + weekMs, until));
    if (transition !== undefined) found.push(transition);
  }
  return found;
};

/** The names that are suggested; others (`Asia/Kolkata` for `Asia/Calcutta`) are known as well. */
export const zoneNames = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** A zone by its name, as it is written; `UTC` for all that is just that. Undefined: there is none. */
export const zoneNamed = (name: string): string | undefined => {
  if (!/^[a-z]/i.test(name)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
    if (timeZone === 'UTC') return 'UTC';
  } catch {
    return undefined;
  }
  const lower = name.toLowerCase();
  return zoneNames().find((known) => known.toLowerCase() === lower) ?? name;
};
