/** A strict reading of calendars by RFC 5545, independent of what writes them. */

type Property = { name: string; parameters: Record<string, string>; value: string };
export type Component = { name: string; properties: Property[]; components: Component[] };

const dayMs = 86_400_000;

const unfold = (text: string): string[] => {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF');
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) throw new Error('a line does not end with CRLF');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`);
    if (line.trim() === '') throw new Error('an empty line');
    if (/(?!\t)\p{Cc}/u.test(line)) throw new Error('a control character');
  }
  return text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
};

const propertyOf = (line: string): Property => {
  const match = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]+))*):(.*)$/su.exec(line);
  if (match === null) throw new Error(`no content line: ${line}`);
  const [, name = '', given = '', value = ''] = match;
  const pairs = given.split(';').slice(1);
  return {
    name,
    value,
    parameters: Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string])),
  };
};

const nest = (lines: readonly string[]): Component => {
  const root: Component = { name: '', properties: [], components: [] };
  const open = [root];
  for (const property of lines.map(propertyOf)) {
    const current = open.at(-1) as Component;
    if (property.name === 'BEGIN') {
      const component: Component = { name: property.value, properties: [], components: [] };
      current.components.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (current.name !== property.value)
        throw new Error(`END:${property.value} in ${current.name}`);
      open.pop();
    } else current.properties.push(property);
  }
  const [calendar, ...others] = root.components;
  if (open.length !== 1 || others.length > 0 || root.properties.length > 0) {
    throw new Error('not one calendar');
  }
  if (calendar?.name !== 'VCALENDAR') throw new Error('no VCALENDAR');
  return calendar;
};

export const get = (component: Component, name: string): Property | undefined =>
  component.properties.find((property) => property.name === name);

export const valueOf = (component: Component, name: string): string => {
  const property = get(component, name);
  if (property === undefined) throw new Error(`${component.name} has no ${name}`);
  return property.value;
};

const dateTime = /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;
const utcTime = new RegExp(`${dateTime.source.slice(0, -1)}Z$`);
const offset = /^[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/;
const duration = /^[+-]?P(?:\d+W|(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;
const textValue = /^(?:\\[\\;,nN]|[^\\;,])*$/su;

const forms: Record<string, RegExp> = {
  DTSTAMP: utcTime,
  SEQUENCE: /^\d+$/,
  SUMMARY: textValue,
  DESCRIPTION: textValue,
  UID: textValue,
  NAME: textValue,
  'X-WR-CALNAME': textValue,
  PRODID: textValue,
  VERSION: /^2\.0$/,
  CALSCALE: /^GREGORIAN$/,
  METHOD: /^PUBLISH$/,
  'REFRESH-INTERVAL': duration,
  'X-PUBLISHED-TTL': duration,
  TRIGGER: duration,
  TZOFFSETFROM: offset,
  TZOFFSETTO: offset,
  ACTION: /^DISPLAY$/,
  STATUS: /^(?:TENTATIVE|CONFIRMED|CANCELLED)$/,
  TRANSP: /^(?:OPAQUE|TRANSPARENT)$/,
  RRULE:
    /^FREQ=(?:DAILY|WEEKLY;BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)|MONTHLY;BYMONTHDAY=\d{1,2}|YEARLY;BYMONTH=\d{1,2};BYDAY=-?[1-4](?:MO|TU|WE|TH|FR|SA|SU))$/,
  URL: /^https?:\/\/[\w.-]+\/[!-~]*$/,
};

/** What each component must have, once; and what else it may hold, once. */
const grammar: Record<string, { must: string[]; may: string[]; inside: string[] }> = {
  VCALENDAR: {
    must: ['PRODID', 'VERSION'],
    may: ['CALSCALE', 'METHOD', 'NAME', 'REFRESH-INTERVAL'],
    inside: ['VTIMEZONE', 'VEVENT'],
  },
  VTIMEZONE: { must: ['TZID'], may: [], inside: ['STANDARD', 'DAYLIGHT'] },
  STANDARD: {
    must: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
    may: ['RRULE', 'RDATE'],
    inside: [],
  },
  DAYLIGHT: {
    must: ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'],
    may: ['RRULE', 'RDATE'],
    inside: [],
  },
  VEVENT: {
    must: ['UID', 'DTSTAMP', 'DTSTART'],
    may: ['DTEND', 'RRULE', 'SUMMARY', 'DESCRIPTION', 'URL', 'SEQUENCE', 'STATUS', 'TRANSP'],
    inside: ['VALARM'],
  },
  VALARM: { must: ['ACTION', 'TRIGGER', 'DESCRIPTION'], may: [], inside: [] },
};

const check = (component: Component): void => {
  const rules = grammar[component.name];
  if (rules === undefined) throw new Error(`no component ${component.name}`);
  const names = component.properties.map(({ name }) => name);
  for (const name of rules.must) valueOf(component, name);
  for (const name of names.filter((one) => !one.startsWith('X-'))) {
    if (![...rules.must, ...rules.may].includes(name)) {
      throw new Error(`${component.name} may not have ${name}`);
    }
    if (name !== 'RDATE' && names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new Error(`${component.name} has ${name} twice`);
    }
  }
  for (const { name, value, parameters } of component.properties) {
    const isTime = ['DTSTART', 'DTEND', 'RDATE'].includes(name);
    const isLocal = parameters['TZID'] !== undefined || component.name !== 'VEVENT';
    const form = isTime ? (isLocal ? dateTime : utcTime) : forms[name];
    if (form?.test(value) === false) throw new Error(`${name}: ${value}`);
  }
  for (const inner of component.components) {
    if (!rules.inside.includes(inner.name)) throw new Error(`${inner.name} in ${component.name}`);
    check(inner);
  }
};

/** The calendar, or an error that says which rule it breaks. */
export const parseCalendar = (text: string): Component => {
  const calendar = nest(unfold(text));
  check(calendar);
  const zones = calendar.components.filter(({ name }) => name === 'VTIMEZONE');
  const ids = new Set(zones.map((zone) => valueOf(zone, 'TZID')));
  for (const { components, properties } of calendar.components) {
    for (const { parameters } of [...properties, ...components.flatMap((it) => it.properties)]) {
      const id = parameters['TZID'];
      if (id !== undefined && !ids.has(id)) throw new Error(`no VTIMEZONE of ${id}`);
    }
  }
  return calendar;
};

/** `20261124T100000` → the UTC moment with the same digits. */
export const wallOf = (value: string): number =>
  Date.parse(value.replace(/^(....)(..)(..)T(..)(..)(..)Z?$/, '$1-$2-$3T$4:$5:$6Z'));

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const ruleParts = (rule: string): Record<string, string> =>
  Object.fromEntries(rule.split(';').map((part) => part.split('=', 2) as [string, string]));

const fits = (wall: number, rule: Record<string, string>): boolean => {
  const date = new Date(wall);
  const weekday = weekdays[date.getUTCDay()];
  if (rule['FREQ'] === 'DAILY') return true;
  if (rule['FREQ'] === 'WEEKLY') return rule['BYDAY'] === weekday;
  if (rule['FREQ'] === 'MONTHLY') return Number(rule['BYMONTHDAY']) === date.getUTCDate();
  const [, count, day] = /^(-?\d)(..)$/.exec(rule['BYDAY'] ?? '') ?? [];
  const next = new Date(wall + 7 * dayMs);
  const isCounted =
    count === '-1'
      ? next.getUTCMonth() !== date.getUTCMonth()
      : Math.ceil(date.getUTCDate() / 7) === Number(count);
  return date.getUTCMonth() + 1 === Number(rule['BYMONTH']) && day === weekday && isCounted;
};

/** The times on the wall of a recurring component until one, by going through the days. */
export const occurrences = (component: Component, from: number, until: number): number[] => {
  const start = wallOf(valueOf(component, 'DTSTART'));
  const rule = get(component, 'RRULE');
  const listed = component.properties
    .filter(({ name }) => name === 'RDATE')
    .map(({ value }) => wallOf(value));
  const found = [start, ...listed];
  if (rule !== undefined) {
    const parts = ruleParts(rule.value);
    if (!fits(start, parts)) throw new Error('DTSTART is not in its RRULE');
    const skipped = Math.max(0, Math.floor((from - start) / dayMs));
    for (let wall = start + Math.max(1, skipped) * dayMs; wall < until; wall += dayMs) {
      if (fits(wall, parts)) found.push(wall);
    }
  }
  return found.filter((wall) => wall >= from && wall < until).toSorted((a, b) => a - b);
};

const offsetMs = (value: string): number => {
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(..)(..)(..)?$/.exec(value) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
};

/** The offset that a VTIMEZONE gives a time on the wall: that of its last observance before it. */
export const offsetFor = (zone: Component, wall: number): number => {
  const begun = zone.components.flatMap((observance) => {
    const isYearly = get(observance, 'RRULE') !== undefined;
    const from = isYearly ? wall - 2 * 366 * dayMs : Number.NEGATIVE_INFINITY;
    const last = occurrences(observance, from, wall + 1).at(-1);
    return last === undefined ? [] : [{ last, to: offsetMs(valueOf(observance, 'TZOFFSETTO')) }];
  });
  const newest = begun.toSorted((a, b) => a.last - b.last).at(-1);
  if (newest === undefined) throw new Error('the zone says nothing of that time');
  return newest.to;
};
