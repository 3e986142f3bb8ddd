import { describe, expect, test } from 'vitest';
import { lookingCalendar, type CalendarRequest } from '../../src/look/calendar.ts';
import type { Every } from '../../src/look/schedule.ts';
import { get, occurrences, offsetFor, parseCalendar, valueOf, wallOf } from './rfc5545.ts';

const yearMs = 366 * 86_400_000;

type Over = Partial<Omit<CalendarRequest, 'looking'>> & {
  every?: Every;
  at?: string;
  minutes?: number;
  rotation?: string[];
};

const request = ({ every, at, minutes, rotation, ...over }: Over = {}): CalendarRequest => ({
  looking: {
    every: every ?? 'week',
    at: at ?? 'Tuesday 10:00 Europe/Berlin',
    minutes: minutes ?? 30,
    rotation: rotation ?? ['alice', 'bob'],
  },
  repository: 'acme/leasing',
  url: 'https://github.com/acme/leasing',
  now: new Date('2026-11-24T03:00:00Z'),
  ...over,
});

const read = (over: Over = {}) => {
  const calendar = parseCalendar(lookingCalendar(request(over)));
  const event = calendar.components.find(({ name }) => name === 'VEVENT');
  if (event === undefined) throw new Error('no event');
  return { calendar, event, zone: calendar.components.find(({ name }) => name === 'VTIMEZONE') };
};

/** What the clocks of a zone show at a moment, told by another part of Intl than the code asks. */
const shown = (zone: string, moment: number): string =>
  new Date(moment).toLocaleString('sv-SE', { timeZone: zone });

const zones = [
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Jerusalem',
  'Asia/Gaza',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Etc/GMT+5',
];

describe('a zone', () => {
  test.each(zones)('%s gives every session of four years the hour that its clocks show', (name) => {
    const { event, zone } = read({ at: `Tuesday 10:00 ${name}` });
    if (zone === undefined) throw new Error('no zone');
    expect(get(event, 'DTSTART')?.parameters['TZID']).toBe(valueOf(zone, 'TZID'));
    const start = wallOf(valueOf(event, 'DTSTART'));
    const sessions = occurrences(event, start, start + 4 * yearMs);
    expect(sessions).toHaveLength(210);
    for (const wall of sessions) {
      const date = new Date(wall).toISOString().slice(0, 10);
      expect(shown(name, wall - offsetFor(zone, wall))).toBe(`${date} 10:00:00`);
    }
  });

  test.each([
    ['Europe/Berlin', ['+0100', '+0200']],
    ['America/New_York', ['-0400', '-0500']],
    ['Australia/Sydney', ['+1000', '+1100']],
    ['Australia/Lord_Howe', ['+1030', '+1100']],
    ['Asia/Kolkata', ['+0530']],
  ])('%s is told by its rules alone', (name, offsets) => {
    const { components = [] } = read({ at: `Tuesday 10:00 ${name}` }).zone ?? {};
    expect(components.map((it) => valueOf(it, 'TZOFFSETTO')).toSorted()).toEqual(offsets);
    expect(components.filter((it) => get(it, 'RDATE') !== undefined)).toEqual([]);
  });

  test.each(['UTC', 'Etc/UTC', 'GMT'])('%s needs no description', (name) => {
    const { event, zone } = read({ at: `Tuesday 10:00 ${name}` });
    expect(zone).toBeUndefined();
    expect(valueOf(event, 'DTSTART')).toBe('20261124T100000Z');
    expect(valueOf(event, 'DTEND')).toBe('20261124T103000Z');
  });
});

test.each<[Every, string, string, string]>([
  ['day', '10:00 Europe/Berlin', 'FREQ=DAILY', '20261124T100000'],
  ['week', 'Thursday 10:00 Europe/Berlin', 'FREQ=WEEKLY;BYDAY=TH', '20261126T100000'],
  ['month', '3 10:00 Europe/Berlin', 'FREQ=MONTHLY;BYMONTHDAY=3', '20261203T100000'],
])('every %s at %s recurs by %s from %s', (every, at, rule, start) => {
  const { event } = read({ every, at });
  expect(valueOf(event, 'RRULE')).toBe(rule);
  expect(valueOf(event, 'DTSTART')).toBe(start);
});

test('the event says how long, where, how to start, and rings ten minutes before', () => {
  const { calendar, event } = read({ minutes: 45 });
  expect(valueOf(event, 'DTEND')).toBe('20261124T104500');
  expect(valueOf(event, 'URL')).toBe('https://github.com/acme/leasing');
  expect(valueOf(event, 'DESCRIPTION')).toContain(String.raw`\nnpx failmode look\n`);
  expect(valueOf(event, 'UID')).toBe('failmode-looking-acme/leasing@github.com');
  expect(event.components.map((alarm) => valueOf(alarm, 'TRIGGER'))).toEqual(['-PT10M']);
  // With a method, RFC 5546 asks for an organizer, and there is none.
  expect(calendar.properties.map(({ name }) => name)).not.toContain('METHOD');
});

test('what people wrote is escaped, and no character is torn where lines are folded', () => {
  const rotation = ['Zoë;\r\nEND:VCALENDAR', `👩‍👩‍👧${'日本語,'.repeat(40)}`, 'back\\slash'];
  const text = valueOf(read({ rotation }).event, 'DESCRIPTION');
  expect(text).toContain(String.raw`Zoë\;\nEND:VCALENDAR\, `);
  expect(text).toContain('日本語\\,'.repeat(40));
  expect(text).toContain('back\\\\slash');
  expect(text).not.toContain('\r');
});

describe('written again', () => {
  const first = lookingCalendar(request());
  const later = new Date('2029-07-03T12:00:00Z');

  test('the text stays as it is, to the byte, while nothing has changed', () => {
    expect(lookingCalendar(request({ now: later }), first)).toBe(first);
  });

  test.each<[string, Over]>([
    ['date', { at: 'Wednesday 10:00 Europe/Berlin' }],
    ['hour', { at: 'Tuesday 11:00 Europe/Berlin' }],
    ['zone', { at: 'Tuesday 10:00 Europe/Paris' }],
    ['length', { minutes: 60 }],
    ['rotation', { rotation: ['carol'] }],
  ])('another %s is a newer version of the same event', (_what, over) => {
    const text = lookingCalendar(request({ now: later, ...over }), first);
    const [, event] = parseCalendar(text).components;
    if (event === undefined) throw new Error('no event');
    expect(valueOf(event, 'SEQUENCE')).toBe('1');
    expect(valueOf(event, 'UID')).toBe(valueOf(read().event, 'UID'));
    expect(valueOf(event, 'DTSTAMP')).toBe('20290703T120000Z');
    expect(valueOf(event, 'DTSTART')).toMatch(/^202907/);
  });

  test('a zone without lasting rules is told anew once a year', () => {
    const at = 'Tuesday 10:00 Asia/Gaza';
    const old = lookingCalendar(request({ at }));
    expect(lookingCalendar(request({ at, now: new Date('2026-12-30T00:00:00Z') }), old)).toBe(old);
    const renewed = lookingCalendar(request({ at, now: new Date('2027-01-05T00:00:00Z') }), old);
    expect(renewed).toContain('SEQUENCE:1\r\n');
  });

  test('what stood there and is no calendar of ours is replaced', () => {
    expect(parseCalendar(lookingCalendar(request(), 'hello')).name).toBe('VCALENDAR');
  });
});
