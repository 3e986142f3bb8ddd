import { isRead, type Fields } from './fields.ts';

export type Tally = { pass: number; fail: number; defer: number; unread: number; read: number };

/** How many traces have which verdict. */
export const tally = (notes: readonly Fields[]): Tally => {
  const of = (verdict: Fields['verdict']): number =>
    notes.filter((note) => note.verdict === verdict).length;
  const read = notes.filter(isRead).length;
  return {
    pass: of('pass'),
    fail: of('fail'),
    defer: of('defer'),
    unread: notes.length - read,
    read,
  };
};

/** Where nothing new was found in so many traces, after so many read, more reading tells little. */
const last = 20;
const enough = 100;

export type Saturation = {
  /** Of how many: at most the last 20 read. */ of: number;
  /** Failure modes that no earlier trace had. */ fresh: number;
  /** Failed among them that are in no failure mode yet: each may be a new kind. */ unsorted: number;
  reached: boolean;
};

/** New kinds of failure among the traces read last, in the order of the sample. */
export const saturation = (notes: readonly Fields[]): Saturation => {
  const read = notes.filter(isRead);
  const recent = read.slice(-last);
  const known = new Set(read.slice(0, -last).flatMap((note) => note.modes));
  const fresh = new Set(recent.flatMap((note) => note.modes)).difference(known).size;
  const unsorted = recent.filter(
    (note) => note.verdict === 'fail' && note.modes.length === 0,
  ).length;
  const reached = read.length >= enough && fresh === 0 && unsorted === 0;
  return { of: recent.length, fresh, unsorted, reached };
};
