import type { Note } from '../../domain/note.ts';
import type { Drafts } from './drafts.ts';
import { fieldsOf, noFields, pending, rebased, sameFields, type Fields } from './fields.ts';

/**
 * `saved`: what the server holds, since `at`; `edits`: what it does not hold yet; `sent`: what it is
 * asked to hold; `answered`: the `at` of its last answer, older news of the trace are stale.
 */
type Entry = {
  saved: Fields;
  at: string;
  edits: Partial<Fields>;
  sent?: Fields;
  answered: string;
};

const nothing: Entry = { saved: noFields, at: '', edits: {}, answered: '' };

/** News from the server: our own note, saved just now, or another page's. */
const heard = (old: Entry, note: Note): Entry => {
  if (note.at < old.answered) return old;
  const saved = fieldsOf(note);
  const own = old.sent !== undefined && sameFields(old.sent, saved);
  const edits = own ? old.edits : rebased(old.edits, old.saved, saved);
  const settled = own || old.sent === undefined;
  return { ...old, saved, at: note.at, edits: settled ? pending(edits, saved) : edits };
};

/** The server holds what was sent, as it says; only what was edited since is left. */
const answered = ({ edits, sent }: Entry, note: Note): Entry => {
  const saved = fieldsOf(note);
  return { saved, at: note.at, edits: pending(edits, sent ?? saved), answered: note.at };
};

/** The server has not taken what was sent: another program had written this note before. */
const overtaken = (old: Entry, note: Note): Entry => {
  const saved = fieldsOf(note);
  const edits = pending(rebased(old.edits, old.saved, saved), saved);
  return { saved, at: note.at, edits, answered: note.at };
};

/** Of each trace what is saved and what is not; what two pages write is merged field by field. */
export const openLedger = (drafts: Drafts, now: () => number) => {
  const entries = new Map<string, Entry>();
  const dirty = new Set<string>();
  const entry = (trace: string): Entry => entries.get(trace) ?? nothing;
  const fields = (trace: string): Fields => {
    const { saved, edits } = entry(trace);
    return dirty.has(trace) ? { ...saved, ...edits } : saved;
  };
  const put = (trace: string, next: Entry): void => {
    entries.set(trace, next);
    if (Object.keys(next.edits).length > 0) dirty.add(trace);
    else if (dirty.delete(trace)) drafts.drop(trace);
  };
  const keep = (trace: string): void => {
    if (dirty.has(trace)) drafts.keep({ trace, at: now(), fields: fields(trace) });
  };
  const take =
    (next: (old: Entry, note: Note) => Entry) =>
    (note: Note): void => {
      put(note.trace, next(entry(note.trace), note));
      // A draft that is older than the note would be taken for an old one after a reload.
      keep(note.trace);
    };
  const edit = (trace: string, patch: Partial<Fields>): void => {
    const old = entry(trace);
    const edits = { ...old.edits, ...patch };
    // What is on its way may be saved any moment: what equals the old state is an edit then.
    put(trace, { ...old, edits: old.sent === undefined ? pending(edits, old.saved) : edits });
    keep(trace);
  };
  return {
    dirty: dirty as ReadonlySet<string>,
    fields,
    hear: take(heard),
    answer: take(answered),
    overtaken: take(overtaken),
    edit,
    /** It is on its way to the server, written on top of what the server held since then. */
    send: (trace: string): { fields: Fields; since: string } => {
      const sent = fields(trace);
      put(trace, { ...entry(trace), sent });
      return { fields: sent, since: entry(trace).at };
    },
    /** For the last request of a page; on top of whatever is still on its way. */
    last: (trace: string): { fields: Fields; since?: string } => {
      const { sent, at } = entry(trace);
      return { fields: fields(trace), ...(sent === undefined && { since: at }) };
    },
    /** Takes up the drafts that are newer than what the server holds. */
    restore: (): void => {
      for (const { trace, at, fields: draft } of drafts.all()) {
        const since = Date.parse(entry(trace).at || '1970-01-01');
        // A note of the future was written by another clock, which says nothing.
        if (at > since || since > now()) edit(trace, draft);
        if (!dirty.has(trace)) drafts.drop(trace);
      }
    },
  };
};

export type Ledger = ReturnType<typeof openLedger>;
