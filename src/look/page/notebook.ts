import type { NoteEdit } from '../../domain/looking.ts';
import type { Note } from '../../domain/note.ts';
import type { Drafts } from './drafts.ts';
import { Overtaken } from './overtaken.ts';
import { toEdit, type Fields } from './fields.ts';
import { openLedger } from './ledger.ts';

export type SaveState =
  | { state: 'saved' }
  | { state: 'saving' }
  | { state: 'failed'; why: string; seconds: number };

type Parts = {
  send: (edit: NoteEdit) => Promise<Note>;
  /** Calls back after so many milliseconds, unless it is called off. */
  later: (ms: number, act: () => void) => () => void;
  now: () => number;
  drafts: Drafts;
  changed: () => void;
};

const debounce = 250;
const firstRetry = 1000;
const longestRetry = 15_000;

type Ledger = ReturnType<typeof openLedger>;

/** Sends what is not saved, one request at a time; what fails is tried again, ever more slowly. */
const sender = (ledger: Ledger, { send, later, changed }: Parts) => {
  let failure: { why: string; wait: number } | undefined;
  let running: Promise<void> | undefined;
  let callOff: (() => void) | undefined;
  const after = (ms: number): void => {
    callOff?.();
    callOff = later(ms, () => void flush());
  };
  const fail = (error: unknown): void => {
    const wait = Math.min(longestRetry, failure === undefined ? firstRetry : failure.wait * 2);
    failure = { why: error instanceof Error ? error.message : String(error), wait };
    after(wait);
  };
  const sendOne = async (trace: string): Promise<void> => {
    const { fields, since } = ledger.send(trace);
    try {
      ledger.answer(await send(toEdit(trace, fields, since)));
    } catch (error) {
      // What is refused though it is on top of that very note would be refused for ever.
      if (!(error instanceof Overtaken) || error.note.at === since) throw error;
      ledger.overtaken(error.note);
    }
  };
  const sendAll = async (): Promise<void> => {
    try {
      for (let [trace] = ledger.dirty; trace !== undefined; [trace] = ledger.dirty) {
        await sendOne(trace);
        failure = undefined;
        changed();
      }
    } catch (error) {
      fail(error);
    }
    running = undefined;
    changed();
  };
  /** Done when all is saved, or has failed. */
  const flush = (): Promise<void> => {
    callOff?.();
    if (ledger.dirty.size > 0) running ??= sendAll();
    return running ?? Promise.resolve();
  };
  return {
    flush,
    /** Soon; after a failure it is its turn when all is tried again. */
    soon: (): void => {
      if (failure === undefined) after(debounce);
    },
    state: (): SaveState => {
      if (failure !== undefined)
        return { state: 'failed', why: failure.why, seconds: Math.round(failure.wait / 1000) };
      return { state: ledger.dirty.size > 0 ? 'saving' : 'saved' };
    },
  };
};

/** A person's notes, saved as they are written. */
export const openNotebook = (parts: Parts) => {
  const { send, now, drafts, changed } = parts;
  const ledger = openLedger(drafts, now);
  const { flush, soon, state } = sender(ledger, parts);
  return {
    fields: ledger.fields,
    flush,
    state,
    /** Traces whose notes the server does not hold yet. */
    unsaved: (): readonly string[] => [...ledger.dirty],
    edit: (trace: string, patch: Partial<Fields>): void => {
      ledger.edit(trace, patch);
      soon();
      changed();
    },
    hear: (notes: readonly Note[]): void => {
      for (const note of notes) ledger.hear(note);
      changed();
    },
    /** Takes up what an earlier page could not save. */
    restore: (): void => {
      ledger.restore();
      soon();
      changed();
    },
    /** The page goes away: sends everything at once, waits for nothing. */
    leave: (): void => {
      for (const trace of ledger.dirty) {
        const { fields, since } = ledger.last(trace);
        void send(toEdit(trace, fields, since)).catch(() => {});
      }
    },
  };
};

export type Notebook = ReturnType<typeof openNotebook>;
