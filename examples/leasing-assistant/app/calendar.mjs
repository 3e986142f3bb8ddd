const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const dayParts = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '24:00'],
};

const two = (number) => String(number).padStart(2, '0');
const weekdayOf = (day) => new Date(day).getUTCDay();
const plus = (day, days) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The next such weekday after a day. */
const coming = (weekday, day) => plus(day, (weekday - weekdayOf(day) + 7) % 7 || 7);

const inThisYearOrNext = (month, date, today) => {
  const [year] = today.split('-');
  const day = `${year}-${two(month)}-${two(date)}`;
  return day < today ? day.replace(year, Number(year) + 1) : day;
};

const beginningOf = (names, letters) => ({
  pattern: names.map((name) => name.slice(0, letters)).join('|'),
  indexOf: (text) =>
    names.findIndex((name) => name.toLowerCase().startsWith(text.slice(0, letters).toLowerCase())),
});
const month = beginningOf(months, 3);
const weekday = beginningOf(weekdays, 3);

const ways = [
  [
    new RegExp(String.raw`\b(${month.pattern})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b`, 'i'),
    ([, name, date], today) => inThisYearOrNext(month.indexOf(name) + 1, date, today),
  ],
  [
    /\b(1[0-2]|[1-9])\/(3[01]|[12]\d|[1-9])\b/,
    ([, number, date], today) => inThisYearOrNext(number, date, today),
  ],
  [/\bthanksgiving\b/i, (_, today) => inThisYearOrNext(11, 26, today)],
  [/\btoday\b|\btonight\b/i, (_, today) => today],
  [/\btomorrow\b/i, (_, today) => plus(today, 1)],
  [/\bweekend\b/i, (_, today) => coming(6, today)],
  [
    new RegExp(String.raw`\bnext (${weekday.pattern})[a-z]*day\b`, 'i'),
    ([, name], today) => plus(coming(1, today), (weekday.indexOf(name) + 6) % 7),
  ],
  [
    new RegExp(String.raw`\b(${weekday.pattern})[a-z]*day\b`, 'i'),
    ([, name], today) => coming(weekday.indexOf(name), today),
  ],
];

/** The day that a text names, as YYYY-MM-DD, or undefined. `today` is when it was written. */
export const dayIn = (text, today) => {
  for (const [pattern, read] of ways) {
    const match = pattern.exec(text);
    if (match) return read(match, today);
  }
  return undefined;
};

/** The time of day that a text names, as HH:MM, or undefined. A bare hour is one of office hours. */
export const timeIn = (text) => {
  if (/\bnoon\b/i.test(text)) return '12:00';
  const clock =
    /\b(1[0-2]|0?[1-9])(?::([0-5]\d))? ?([ap])m\b/i.exec(text) ??
    /\b(1[0-2]|0?[1-9]):([0-5]\d)\b/.exec(text) ??
    /\b(?:at|around|by) (1[0-2]|[1-9])\b/i.exec(text);
  if (!clock) return undefined;
  const [, hour, minutes = '00', half] = clock;
  const afternoon = half ? half.toLowerCase() === 'p' : hour < 8 || hour === '12';
  return `${two((hour % 12) + (afternoon ? 12 : 0))}:${minutes}`;
};

/** The part of the day that a text names, as [from, to), or undefined. */
export const partIn = (text) =>
  dayParts[/\b(morning|afternoon|evening)\b/i.exec(text)?.[1].toLowerCase()];

/** 2026-11-28 → November 28 */
export const sayDate = (day) => {
  const [, number, date] = day.split('-').map(Number);
  return `${months[number - 1]} ${date}`;
};

/** 2026-11-28 → Saturday, November 28 */
export const sayDay = (day) => `${weekdays[weekdayOf(day)]}, ${sayDate(day)}`;

/** 14:00 → 2:00 PM */
export const sayTime = (time) => {
  const [hour, minutes] = time.split(':');
  return `${hour % 12 || 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
};
