import { calendarTime } from './calendar-text.ts';
import { dayMs, offsetAt, transitionsOf, type Transition, type Wall } from './zone.ts';

/** Seen ahead: in so many years a rule shows itself, and so far its exceptions are listed. */
const years = 12;
const epoch = 1970;

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** `+0530`, and with seconds where a zone has them. */
const offsetText = (offset: number): string => {
  const seconds = Math.abs(offset) / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const digits = parts.map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${digits.slice(0, seconds % 60 === 0 ? 2 : 3).join('')}`;
};

/** Clocks go on to `after` whenever they show one of `walls`, or every year by the rule. */
type Observance = { before: number; after: number; walls: Wall[]; rule?: string };

const observanceLines = (
  { before, after, walls, rule }: Observance,
  standard: number,
): string[] => {
  const name = after > standard ? 'DAYLIGHT' : 'STANDARD';
  const [first = 0, ...others] = walls.map(calendarTime);
  return [
    `BEGIN:${name}`,
    `DTSTART:${first}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    ...others.map((wall) => `RDATE:${wall}`),
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `END:${name}`,
  ];
};

/** What the clocks show when they are put forward or back. */
const wallOf = ({ at, before }: Transition): Wall => at + before;

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** A weekday of a month, counted from its start (1 to 4) or from its end (-1). */
type Yearly = { month: number; count: number; weekday: number; time: number };

const readings = (wall: Wall): Yearly[] => {
  const date = new Date(wall);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  const isLast = day > daysIn(date.getUTCFullYear(), month) - 7;
  return [...(isLast ? [-1] : []), Math.ceil(day / 7)].map((count) => ({
    month,
    count,
    weekday: date.getUTCDay(),
    time: wall - Math.floor(wall / dayMs) * dayMs,
  }));
};

const isSame = (one: Yearly, other: Yearly): boolean =>
  one.month === other.month &&
  one.count === other.count &&
  one.weekday === other.weekday &&
  one.time === other.time;

/** The rule that all the times follow; undefined where none does. */
const ruleOf = (walls: readonly Wall[]): Yearly | undefined =>
  readings(walls[0] ?? 0).find(
    (rule) =>
      rule.count < 5 && walls.every((wall) => readings(wall).some((it) => isSame(it, rule))),
  );

/** The time of a rule's first year. */
const firstOf = ({ month, count, weekday, time }: Yearly): Wall => {
  const from = count < 0 ? daysIn(epoch, month) - 6 : (count - 1) * 7 + 1;
  const start = Date.UTC(epoch, month, from);
  const ahead = (weekday - new Date(start).getUTCDay() + 7) % 7;
  return start + ahead * dayMs + time;
};

const rruleOf = ({ month, count, weekday }: Yearly): string =>
  `FREQ=YEARLY;BYMONTH=${month + 1};BYDAY=${count}${weekdays[weekday]}`;

/** A transition a year, always by one rule; it is told from 1970 on, so that the text never ages. */
const yearly = (transitions: readonly Transition[]): Observance | undefined => {
  const [first] = transitions;
  const rule = ruleOf(transitions.map(wallOf));
  const isSteady = transitions.every(
    ({ before, after }) => before === first?.before && after === first.after,
  );
  if (first === undefined || rule === undefined) return undefined;
  if (!isSteady || transitions.length !== years) return undefined;
  const { before, after } = first;
  return { before, after, walls: [firstOf(rule)], rule: rruleOf(rule) };
};

/** Transitions that follow no rule, one by one; before them the zone is as it is at the start. */
const listed = (transitions: readonly Transition[], start: number, offset: number) => {
  const begin: Observance = { before: offset, after: offset, walls: [start + offset] };
  const kinds = Map.groupBy(transitions, ({ before, after }) => `${before} ${after}`);
  const observances = [...kinds.values()].flatMap((all): Observance[] => {
    const [first] = all;
    return first === undefined ? [] : [{ ...first, walls: all.map(wallOf) }];
  });
  return [begin, ...observances];
};

const observancesOf = (zone: string, year: number): Observance[] => {
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + years, 0, 1)];
  const offset = offsetAt(zone, start);
  const transitions = transitionsOf(zone, start, end);
  if (transitions.length === 0) {
    return [{ before: offset, after: offset, walls: [Date.UTC(epoch, 0, 1)] }];
  }
  const forward = yearly(transitions.filter(({ before, after }) => after > before));
  const back = yearly(transitions.filter(({ before, after }) => after < before));
  if (forward !== undefined && back !== undefined) return [forward, back];
  return listed(transitions, start, offset);
};

/**
 * A zone as a calendar holds it: by its yearly rules, where it has such; otherwise (Morocco, Chile,
 * Israel) with each transition of the years from this one on.
 */
export const zoneLines = (zone: string, year: number): string[] => {
  const observances = observancesOf(zone, year);
  const standard = Math.min(...observances.map(({ after }) => after));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances.flatMap((observance) => observanceLines(observance, standard)),
    'END:VTIMEZONE',
  ];
};
