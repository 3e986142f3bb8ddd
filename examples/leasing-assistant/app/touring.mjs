import { sayDay, sayTime } from './calendar.mjs';
import { grouped } from './grouped.mjs';

const list = (items) =>
  [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(' or ');
const dayOf = (slot) => slot.slice(0, 10);
const timeOf = (slot) => slot.slice(11);

const sayOn = (day, slots) =>
  `${sayDay(day)} at ${list(slots.map((slot) => sayTime(timeOf(slot))))}`;
const say = (slot) => sayOn(dayOf(slot), [slot]);

/** At most three slots, told day by day. */
const offer = (slots) => {
  const days = grouped(slots.slice(0, 3), dayOf);
  return `I can offer ${[...days].map(([day, own]) => sayOn(day, own)).join('; ')}.`;
};

const distance = (one, other) => Math.abs(Date.parse(`${one}Z`) - Date.parse(`${other}Z`));
const nearest = (slots, wanted) =>
  slots
    .toSorted((one, other) => distance(one, wanted) - distance(other, wanted))
    .slice(0, 2)
    .toSorted();

const invent = (day, [from] = ['00:00']) => {
  const times = {
    '00:00': ['10:00', '11:00'],
    '12:00': ['13:00', '15:00'],
    '17:00': ['17:30', '18:00'],
  };
  return times[from].map((time) => `${day}T${time}`);
};

const book = (slot, { name, contact }, told, tools) => {
  const missing = [
    ...(name ? [] : ['your name']),
    ...(contact ? [] : ['a phone number or an e-mail address']),
  ];
  if (missing.length > 0) {
    return [`${say(slot)} is open.`, `To book it I need ${missing.join(' and ')}.`];
  }
  tools.bookTour({ slot, name, contact });
  const to = told.keepsContactPrivate ? 'you' : contact;
  return [`Your tour is booked, ${name}: ${say(slot)}.`, `A confirmation is on its way to ${to}.`];
};

const refuse = ({ day, time, part }) => {
  if (day && time) return `${sayDay(day)} at ${sayTime(time)} is not open.`;
  const when = part || time ? 'at that time of day' : '';
  return `There is no tour ${[when, ...(day ? [`on ${sayDay(day)}`] : [])].join(' ').trim()}.`;
};

/** Looks a tour up, then books it, asks for what is missing, or offers other times. */
export const arrangeTour = (asked, told, tools) => {
  const { day, time, part } = asked;
  const look = (wish) => tools.checkAvailability({ kind: 'tours', ...wish }).slots;
  const slots = look(day && { date: day });

  if (day && time) {
    const wanted = `${day}T${time}`;
    // Without the rule, a model says yes to the time that it was asked for.
    if (slots.includes(wanted) || !told.onlyReturnedTimes) return book(wanted, asked, told, tools);
  } else {
    const [from, to] = time ? [time, `${time}+`] : (part ?? ['00:00', '24:00']);
    const fitting = slots.filter((slot) => timeOf(slot) >= from && timeOf(slot) < to);
    if (fitting.length > 0) return [offer(fitting)];
    if (day && !told.onlyReturnedTimes) return [offer(invent(day, part))];
  }
  const others = slots.length > 0 ? slots : look();
  const wanted = `${day ?? dayOf(others[0])}T${time ?? part?.[0] ?? '12:00'}`;
  return [refuse(asked), offer(nearest(others, wanted))];
};
