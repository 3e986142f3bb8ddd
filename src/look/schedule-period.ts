import { scheduleOf, type Every, type Looking, type Schedule } from './schedule.ts';
import { dayMs, momentAt, wallAt, type Wall } from './zone.ts';

const weekMs = 7 * dayMs;

/** 1 January 1970 was a Thursday: the week it is in began three days before. */
const firstMonday = -3 * dayMs;

const mondayOf = (wall: Wall): Wall =>
  firstMonday + Math.floor((wall - firstMonday) / weekMs) * weekMs;

/** Midnight at which the period of a time begins, or one `ahead` of it. */
const startOf = (wall: Wall, every: Every, ahead = 0): Wall => {
  if (every === 'week') return mondayOf(wall) + ahead * weekMs;
  if (every === 'day') return (Math.floor(wall / dayMs) + ahead) * dayMs;
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1);
};

/** The ISO 8601 week: that of its Thursday's year. */
const weekId = (monday: Wall): string => {
  const thursday = monday + 3 * dayMs;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / weekMs);
  return `${year}-W${String(week).padStart(2, '0')}`;
};

const idOf = (start: Wall, every: Every): string =>
  every === 'week'
    ? weekId(start)
    : new Date(start).toISOString().slice(0, every === 'day' ? 10 : 7);

const weekPattern = /^(\d{4})-W(\d\d)$/;

/** The period that an id names: how long it is, and when it begins. */
const readPeriod = (period: string): { every: Every; start: Wall } => {
  const [, year, week] = weekPattern.exec(period) ?? [];
  if (year === undefined) {
    const every = period.length > 7 ? 'day' : 'month';
    return { every, start: Date.parse(every === 'day' ? period : `${period}-01`) };
  }
  // 4 January is in the first week of its year.
  const first = mondayOf(Date.UTC(Number(year), 0, 4));
  return { every: 'week', start: first + (Number(week) - 1) * weekMs };
};

/** How many periods of its length have passed since 1970. */
const numberOf = (period: string): number => {
  const { every, start } = readPeriod(period);
  if (every === 'day') return start / dayMs;
  if (every === 'week') return (start - firstMonday) / weekMs;
  const date = new Date(start);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The day, week or month that it is, in the schedule's zone: `2026-11-24`, `2026-W48`, `2026-11`. */
export const periodOf = (now: Date, looking: Pick<Looking, 'every' | 'at'>): string => {
  const { every, zone } = scheduleOf(looking);
  return idOf(startOf(wallAt(zone, now.getTime()), every), every);
};

const sessionFrom = (start: Wall, { day, time, zone }: Schedule): Date =>
  new Date(momentAt(zone, start + (day - 1) * dayMs + time));

/** ISO 8601 of the midnight at which a period begins, by UTC. */
export const periodStart = (period: string): string =>
  new Date(readPeriod(period).start).toISOString();

/** When the session of a period takes place. */
export const occurrenceIn = (period: string, schedule: Schedule): Date =>
  sessionFrom(readPeriod(period).start, schedule);

/** The first session that does not begin before `now`. */
export const nextOccurrence = (now: Date, schedule: Schedule): Date => {
  const wall = wallAt(schedule.zone, now.getTime());
  const session = (ahead: number) => sessionFrom(startOf(wall, schedule.every, ahead), schedule);
  const here = session(0);
  return here >= now ? here : session(1);
};

/** Whose turn a period is; undefined where nobody is named. It follows from the period alone. */
export const turnOf = (rotation: readonly string[], period: string): string | undefined =>
  rotation[numberOf(period) % Math.max(1, rotation.length)]?.replace(/^@/, '');
