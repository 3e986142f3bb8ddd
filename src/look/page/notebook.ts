import type { Note } from '../../domain/note.ts';
import type { Drafts } from './drafts.ts';
import { toEdit, type Fields } from './fields.ts';
import { openLedger } from './ledger.ts';
import { openSender, type Sending } from './sender.ts';

type Parts = Sending & { now: () => number; drafts: Drafts };

/** A person's notes, saved as they are written. */
export const openNotebook = (parts: Parts) => {
  const { send, now, drafts, changed } = parts;
  const ledger = openLedger(drafts, now);
  const { flush, soon, state } = openSender(ledger, parts);
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
