import { fingerprint } from '../baseline/fingerprint.ts';
import { calendarFile, calendarText, calendarTime } from './calendar-text.ts';
import { zoneLines } from './calendar-zone.ts';
import { nextOccurrence } from './schedule-period.ts';
import { scheduleOf, type Looking, type Schedule } from './schedule.ts';
import { dayMs, minuteMs, wallAt, type Wall } from './zone.ts';

export type CalendarRequest = {
  looking: Pick<Looking, 'every' | 'at' | 'minutes' | 'rotation'>;
  /** `acme/leasing`. */
  repository: string;
  /** The repository's page. */
  url: string;
  now: Date;
};

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const ruleOf = ({ every, day }: Schedule): string => {
  if (every === 'day') return 'FREQ=DAILY';
  return every === 'week'
    ? `FREQ=WEEKLY;BYDAY=${weekdays[day - 1]}`
    : `FREQ=MONTHLY;BYMONTHDAY=${day}`;
};

const descriptionOf = ({ looking, repository }: CalendarRequest): string => {
  const turns = looking.rotation.map((login) => login.replace(/^@/, '')).join(', ');
  return [
    `${looking.minutes} minutes of reading what the AI feature of ${repository} answers.`,
    'In a checkout of it, start with:',
    'npx failmode look',
    ...(turns === '' ? [] : [`In turn: ${turns}. The issue of the day says whose turn it is.`]),
  ].join('\n');
};

/** The same event for as long as the repository has its name: a changed date moves it. */
const uidOf = ({ repository, url }: CalendarRequest): string =>
  `failmode-looking-${repository}@${new URL(url).host}`;

const timeLine = (name: string, zone: string, wall: Wall): string =>
  zone === 'UTC' ? `${name}:${calendarTime(wall)}Z` : `${name};TZID=${zone}:${calendarTime(wall)}`;

const alarm = [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'DESCRIPTION:Looking session in 10 minutes',
  'TRIGGER:-PT10M',
  'END:VALARM',
];

/** All that does not follow from the hour at which it was written. */
const lastingLines = (request: CalendarRequest, schedule: Schedule): string[] => [
  `UID:${calendarText(uidOf(request))}`,
  `RRULE:${ruleOf(schedule)}`,
  `SUMMARY:${calendarText(`Looking session: ${request.repository}`)}`,
  `DESCRIPTION:${calendarText(descriptionOf(request))}`,
  `URL:${new URL(request.url).href}`,
  'STATUS:CONFIRMED',
  'TRANSP:OPAQUE',
  ...alarm,
];

const datedLines = ({ looking, now }: CalendarRequest, schedule: Schedule): string[] => {
  const next = wallAt(schedule.zone, nextOccurrence(now, schedule).getTime());
  // In the hour that summer time leaves out, the session is later once: the series is not.
  const start = next - (next % dayMs) + schedule.time;
  return [
    `DTSTAMP:${calendarTime(now.getTime())}Z`,
    timeLine('DTSTART', schedule.zone, start),
    timeLine('DTEND', schedule.zone, start + looking.minutes * minuteMs),
  ];
};

const headOf = ({ repository }: CalendarRequest): string[] => {
  const name = calendarText(`Looking sessions of ${repository}`);
  return [
    'VERSION:2.0',
    'PRODID:-//failmode//looking session//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
  ];
};

const contentPattern = /^X-FAILMODE-CONTENT:(\w+)\r?$/m;
const sequencePattern = /^SEQUENCE:(\d{1,9})\r?$/m;

const sequenceAfter = (previous: string | undefined): number =>
  previous === undefined ? 0 : Number(sequencePattern.exec(previous)?.[1] ?? 0) + 1;

/**
 * `looking.ics`: the recurring session, in local time. Where what was written before says the same,
 * it stays as it is, to the byte; otherwise the event is dated anew and its sequence counts on.
 */
export const lookingCalendar = (request: CalendarRequest, previous?: string): string => {
  const schedule = scheduleOf(request.looking);
  const zone =
    schedule.zone === 'UTC' ? [] : zoneLines(schedule.zone, request.now.getUTCFullYear());
  const lasting = lastingLines(request, schedule);
  const { minutes } = request.looking;
  const content = fingerprint({ head: headOf(request), zone, lasting, schedule, minutes });
  if (previous !== undefined && contentPattern.exec(previous)?.[1] === content) return previous;
  return calendarFile([
    'BEGIN:VCALENDAR',
    ...headOf(request),
    `X-FAILMODE-CONTENT:${content}`,
    ...zone,
    'BEGIN:VEVENT',
    ...datedLines(request, schedule),
    `SEQUENCE:${sequenceAfter(previous)}`,
    ...lasting,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
};
