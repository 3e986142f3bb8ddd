import { describe, expect, test } from 'vitest';
import { nextOccurrence, occurrenceIn, periodOf, turnOf } from '../../src/look/schedule-period.ts';
import { parseSchedule, scheduleOf, type Every } from '../../src/look/schedule.ts';

const next = (every: Every, at: string, now: string): string =>
  nextOccurrence(new Date(now), scheduleOf({ every, at })).toISOString();

test.each<[Every, string, object]>([
  ['week', 'Tuesday 10:00 Europe/Berlin', { day: 2, time: 36_000_000, zone: 'Europe/Berlin' }],
  ['week', ' sunday  9:30 europe/berlin ', { day: 7, time: 34_200_000, zone: 'Europe/Berlin' }],
  ['day', '10:00 UTC', { day: 1, zone: 'UTC' }],
  ['month', '28 23:59 Asia/Kolkata', { day: 28, zone: 'Asia/Kolkata' }],
  ['week', 'Monday 00:00 Etc/UTC', { day: 1, time: 0, zone: 'UTC' }],
])('every %s, `%s` is read', (every, at, expected) => {
  expect(parseSchedule({ every, at })).toMatchObject({ every, ...expected });
});

test.each<[Every]>([['day'], ['week'], ['month']])(
  'where `at` is left out, a session of every %s still has its date',
  (every) => {
    expect(parseSchedule({ every, at: 'Tuesday 10:00 UTC' })).toMatchObject({ zone: 'UTC' });
  },
);

test.each<[Every, string, RegExp, RegExp]>([
  ['week', 'Tusday 10:00 UTC', /`Tusday` is no weekday/, /did you mean `Tuesday`/],
  ['week', 'Tue 10:00 UTC', /no weekday/, /did you mean `Tuesday`/],
  ['week', 'Dienstag 10:00 UTC', /no weekday/, /write Monday, Tuesday/],
  ['week', 'Tuesday 10:00 Europe/Berln', /no time zone/, /did you mean `Europe\/Berlin`/],
  ['week', 'Tuesday 10:00 Berlin', /no time zone/, /did you mean `Europe\/Berlin`/],
  ['week', 'Tuesday 10:00 +01:00', /no time zone `\+01:00`/, /IANA/],
  ['week', 'Tuesday 24:00 UTC', /no time of the day/, /00:00 to 23:59/],
  ['week', 'Tuesday 10:00', /`every: week`, which takes a weekday/, /Tuesday 10:00 Europe/],
  ['week', '', /no time for/, /Tuesday 10:00 Europe/],
  ['day', 'Tuesday 10:00 Europe/Berlin', /`every: day`, which takes a time/, /`10:00 Europe/],
  ['month', '31 10:00 UTC', /no day that every month has/, /1 to 28/],
  ['month', 'Tuesday 10:00 Europe/Berlin', /`Tuesday` is no day that/, /1 to 28/],
  ['week', '`\n# 10:00 UTC', /^`'\\n# 10:00 UTC` is no time/, /Tuesday/],
])('every %s, `%s` is refused, and it is said how to mend it', (every, at, what, mend) => {
  expect(parseSchedule({ every, at })).toEqual({
    what: expect.stringMatching(what),
    mend: expect.stringMatching(mend),
  });
  expect(() => scheduleOf({ every, at })).toThrow('the looking session has no date');
});

describe('the period', () => {
  test.each<[Every, string, string, string]>([
    ['week', 'Tuesday 10:00 Europe/Berlin', '2026-11-24T07:00:00Z', '2026-W48'],
    ['week', 'Tuesday 10:00 UTC', '2026-12-31T12:00:00Z', '2026-W53'],
    ['week', 'Tuesday 10:00 UTC', '2027-01-03T23:59:59Z', '2026-W53'],
    ['week', 'Tuesday 10:00 UTC', '2027-01-04T00:00:00Z', '2027-W01'],
    ['week', 'Tuesday 10:00 UTC', '2024-12-30T00:00:00Z', '2025-W01'],
    ['week', 'Monday 10:00 Asia/Tokyo', '2026-11-22T16:00:00Z', '2026-W48'],
    ['week', 'Monday 10:00 America/Los_Angeles', '2026-11-23T07:00:00Z', '2026-W47'],
    ['month', '1 10:00 Asia/Tokyo', '2026-10-31T16:00:00Z', '2026-11'],
    ['day', '10:00 Asia/Tokyo', '2026-11-23T16:00:00Z', '2026-11-24'],
  ])('of every %s at %s, on %s, is %s', (every, at, now, expected) => {
    expect(periodOf(new Date(now), { every, at })).toBe(expected);
  });

  test.each<[Every, string, string, string]>([
    ['week', 'Tuesday 10:00 Europe/Berlin', '2026-W48', '2026-11-24T09:00:00.000Z'],
    ['week', 'Tuesday 10:00 Europe/Berlin', '2026-W26', '2026-06-23T08:00:00.000Z'],
    ['week', 'Sunday 10:00 UTC', '2026-W53', '2027-01-03T10:00:00.000Z'],
    ['month', '24 10:00 UTC', '2026-11', '2026-11-24T10:00:00.000Z'],
    ['day', '10:00 UTC', '2026-11-24', '2026-11-24T10:00:00.000Z'],
  ])('of every %s at %s named %s has its session at a moment', (every, at, period, expected) => {
    expect(occurrenceIn(period, scheduleOf({ every, at })).toISOString()).toBe(expected);
  });
});

test.each<[Every, string, string, string]>([
  ['week', 'Tuesday 10:00 Europe/Berlin', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'],
  ['week', 'Tuesday 10:00 Europe/Berlin', '2026-11-24T09:00:01Z', '2026-12-01T09:00:00.000Z'],
  // 10:00 stays 10:00 over the change of the clocks.
  ['week', 'Tuesday 10:00 Europe/Berlin', '2026-10-21T00:00:00Z', '2026-10-27T09:00:00.000Z'],
  ['week', 'Tuesday 10:00 Europe/Berlin', '2026-10-15T00:00:00Z', '2026-10-20T08:00:00.000Z'],
  ['month', '1 10:00 UTC', '2026-12-02T00:00:00Z', '2027-01-01T10:00:00.000Z'],
  ['day', '10:00 UTC', '2026-11-24T11:00:00Z', '2026-11-25T10:00:00.000Z'],
  // The clocks skip 02:30, and show it twice.
  ['day', '02:30 Europe/Berlin', '2026-03-28T22:00:00Z', '2026-03-29T01:30:00.000Z'],
  ['day', '02:30 Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T00:30:00.000Z'],
])('the next session of every %s at %s, seen from %s, is at %s', (every, at, now, expected) => {
  expect(next(every, at, now)).toBe(expected);
});

describe('the turn', () => {
  const turns = (periods: string[]) => periods.map((period) => turnOf(['alice', '@bob'], period));

  test.each([
    [['2026-W52', '2026-W53', '2027-W01', '2027-W02']],
    [['2026-11', '2026-12', '2027-01', '2027-02']],
    [['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']],
  ])('goes round, over the end of the year too: %s', (periods) => {
    const [first, second] = turns(periods);
    expect(new Set([first, second])).toEqual(new Set(['alice', 'bob']));
    expect(turns(periods)).toEqual([first, second, first, second]);
  });

  test("is nobody's where nobody is named", () => {
    expect(turnOf([], '2026-W48')).toBeUndefined();
  });
});
