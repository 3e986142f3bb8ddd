import type { Config } from '../domain/config.ts';
import { Failure } from '../domain/failure.ts';
import { code, didYouMean } from '../definitions/words.ts';
import { minuteMs, zoneNamed, zoneNames } from './zone.ts';

export type Looking = NonNullable<Config['looking']>;
export type Every = Looking['every'];

/** When the looking session takes place. */
export type Schedule = {
  every: Every;
  /** Of a week 1 (Monday) to 7, of a month 1 to 28, of a day 1. */
  day: number;
  /** Milliseconds after midnight. */
  time: number;
  zone: string;
};

/** What is wrong with `looking.at`, and how to mend it. */
export type ScheduleFault = { what: string; mend: string };

const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

const forms: Record<Every, { form: string; example: string }> = {
  day: { form: 'a time and a zone', example: '10:00 Europe/Berlin' },
  week: { form: 'a weekday, a time and a zone', example: 'Tuesday 10:00 Europe/Berlin' },
  month: { form: 'a day of the month, a time and a zone', example: '1 10:00 Europe/Berlin' },
};

/** `at` where it is left out: it is of a week, and says the same of a day or a month. */
const leftOut = 'Tuesday 10:00 UTC';
const leftOutOf: Record<Every, string> = { day: '10:00 UTC', week: leftOut, month: '1 10:00 UTC' };

const misfit = (every: Every, at: string): ScheduleFault => ({
  what: `${code(at)} is no time for \`every: ${every}\`, which takes ${forms[every].form}`,
  mend: `write it as in ${code(forms[every].example)}`,
});

const readWeekday = (word: string): number | ScheduleFault => {
  const lower = word.toLowerCase();
  const index = weekdays.findIndex((name) => name.toLowerCase() === lower);
  if (index !== -1) return index + 1;
  const begun = weekdays.find((name) => lower.length > 1 && name.toLowerCase().startsWith(lower));
  const mend = `write ${weekdays.join(', ')}`;
  return {
    what: `${code(word)} is no weekday`,
    mend: begun === undefined ? didYouMean(word, weekdays, mend) : `did you mean ${code(begun)}?`,
  };
};

const readDayOfMonth = (word: string): number | ScheduleFault => {
  const day = /^\d{1,2}$/.test(word) ? Number(word) : 0;
  if (day >= 1 && day <= 28) return day;
  return {
    what: `${code(word)} is no day that every month has`,
    mend: 'write a number from 1 to 28',
  };
};

const readTime = (word: string): number | ScheduleFault => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(word) ?? [];
  if (hours !== undefined && Number(hours) < 24 && Number(minutes) < 60) {
    return (Number(hours) * 60 + Number(minutes)) * minuteMs;
  }
  return {
    what: `${code(word)} is no time of the day`,
    mend: 'write hours and minutes from 00:00 to 23:59',
  };
};

const readZone = (word: string): string | ScheduleFault => {
  const zone = zoneNamed(word);
  if (zone !== undefined) return zone;
  const names = zoneNames();
  const city = names.find((name) => name.toLowerCase().endsWith(`/${word.toLowerCase()}`));
  const mend = 'write a name of the IANA database, such as `Europe/Berlin` or `UTC`';
  return {
    what: `there is no time zone ${code(word)}`,
    mend: city === undefined ? didYouMean(word, names, mend) : `did you mean ${code(city)}?`,
  };
};

const isFault = (value: unknown): value is ScheduleFault => typeof value === 'object';

const readDay = (every: Every, word: string): number | ScheduleFault =>
  every === 'day' ? 1 : every === 'week' ? readWeekday(word) : readDayOfMonth(word);

/** Reads `looking.at`, whose form depends on `looking.every`. */
export const parseSchedule = ({
  every,
  at,
}: Pick<Looking, 'every' | 'at'>): Schedule | ScheduleFault => {
  const words = (at === leftOut ? leftOutOf[every] : at).trim().split(/\s+/);
  const [zoneWord = '', timeWord = '', dayWord] = words.toReversed();
  const isWhole = words.length === (every === 'day' ? 2 : 3) && timeWord.includes(':');
  if (!isWhole) return misfit(every, at);
  const day = readDay(every, dayWord ?? '');
  if (isFault(day)) return day;
  const time = readTime(timeWord);
  if (isFault(time)) return time;
  const zone = readZone(zoneWord);
  return isFault(zone) ? zone : { every, day, time, zone };
};

/** The schedule of a configuration; throws a `Failure` where `looking.at` cannot be read. */
export const scheduleOf = (looking: Pick<Looking, 'every' | 'at'>): Schedule => {
  const schedule = parseSchedule(looking);
  if ('what' in schedule) {
    throw new Failure('the looking session has no date', schedule.what, schedule.mend);
  }
  return schedule;
};
