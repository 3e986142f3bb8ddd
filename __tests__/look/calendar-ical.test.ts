import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { lookingCalendar } from '../../src/look/calendar.ts';
import { configSchema } from '../../src/domain/config.ts';

const looking = (at: string) => {
  const given = { traces: ['traces/*.jsonl'], at, every: 'week' };
  const config = configSchema.parse({ version: 1, targets: {}, looking: given });
  if (config.looking === undefined) throw new Error('no looking');
  return config.looking;
};

/** The clock on the wall of a zone, as the platform knows it. */
const wallIn = (zone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    timeStyle: undefined,
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);

test.each([
  'Europe/Berlin',
  'America/New_York',
  'Australia/Sydney',
  'Asia/Kolkata',
  'America/Santiago',
  'UTC',
])('another reader of calendars finds Tuesday, 10:00 on the wall, for two years in %s', (zone) => {
  const text = lookingCalendar({
    looking: looking(`Tuesday 10:00 ${zone}`),
    repository: 'acme/leasing',
    url: 'https://github.com/acme/leasing',
    now: new Date('2026-11-24T07:00:00Z'),
  });
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const one of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(one);
  const [component] = calendar.getAllSubcomponents('vevent');
  if (component === undefined) throw new Error('no event');
  const event = new ICAL.Event(component);
  expect(event.isRecurring()).toBe(true);
  expect(event.duration.toSeconds()).toBe(30 * 60);
  const occurrences = event.iterator();
  const walls = Array.from({ length: 104 }, () => wallIn(zone, occurrences.next().toJSDate()));
  expect(new Set(walls)).toEqual(new Set(['Tue 10:00']));
});
