import type { NoteEdit } from '../../domain/looking.ts';
import type { Note } from '../../domain/note.ts';
import { toEdit } from './fields.ts';
import type { Ledger } from './ledger.ts';
import { Overtaken } from './overtaken.ts';
import { Refused } from './refused.ts';

export type SaveState =
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'failed'; why: string; seconds: number };

export type Sending = {
  send: (edit: NoteEdit) => Promise<Note>;
  /** Calls back after so many milliseconds, unless it is called off. */
  later: (ms: number, act: () => void) => () => void;
  changed: () => void;
};

const debounce = 250;
const firstRetry = 1000;
const longestRetry = 15_000;

const sendOne = async (trace: string, ledger: Ledger, { send }: Sending): Promise<void> => {
  const { fields, since } = ledger.send(trace);
  try {
    ledger.answer(await send(toEdit(trace, fields, since)));
  } catch (error) {
    // What is refused though it is on top of that very note would be refused for ever.
    if (!(error instanceof Overtaken) || error.note.at === since) throw error;
    ledger.overtaken(error.note);
  }
};

/** A note that is refused holds up no other; why each that is left was. */
const sendEach = async (ledger: Ledger, sending: Sending): Promise<Iterable<string>> => {
  const aside = new Map<string, string>();
  const next = (): string | undefined => ledger.dirty.values().find((each) => !aside.has(each));
  for (let trace = next(); trace !== undefined; trace = next()) {
    try {
      await sendOne(trace, ledger, sending);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      aside.set(trace, error.message);
    }
    sending.changed();
  }
  return aside.values();
};

/** Sends what is not saved, one request at a time; what fails is tried again, ever more slowly. */
export const openSender = (ledger: Ledger, sending: Sending) => {
  let failure: { why: string; wait: number; isOfAll: boolean } | undefined;
  let running: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  const after = (ms: number): void => {
    callOff?.();
    callOff = sending.later(ms, () => void flush());
  };
  const fail = (why: string, isOfAll: boolean): void => {
    const wait = Math.min(longestRetry, failure === undefined ? firstRetry : failure.wait * 2);
    failure = { why, wait, isOfAll };
    after(wait);
  };
  const sendAll = async (): Promise<void> => {
    try {
      const whys = new Set(await sendEach(ledger, sending));
      if (whys.size > 0) fail([...whys].join('; '), false);
      else failure = undefined;
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error), true);
    }
    running = undefined;
    sending.changed();
  };
  /** Done when all is saved, or has failed. */
  const flush = (): Promise<void> => {
    callOff?.();
    if (ledger.dirty.size > 0) running ??= sendAll();
    return running ?? Promise.resolve();
  };
  return {
    flush,
    /** Soon; where nothing can be saved it is its turn when all is tried again. */
    soon: (): void => {
      if (failure?.isOfAll !== true) after(debounce);
    },
    state: (): SaveState => {
      if (ledger.dirty.size === 0) return { state: 'saved' };
      if (failure === undefined) return { state: 'saving' };
      return { state: 'failed', why: failure.why, seconds: Math.round(failure.wait / 1000) };
    },
  };
};
