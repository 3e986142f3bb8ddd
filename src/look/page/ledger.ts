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

/** Of each trace what is saved and what is not; what two pages write is merged field by field. */
export const openLedger = (drafts: Drafts, now: () => number) => {
  const entries = new Map<string, Entry>();
  const dirty = new Set<string>();
  const entry = (trace: string): Entry => entries.get(trace) ?? nothing;
  const fields = (trace: string): Fields => ({ ...entry(trace).saved, ...entry(trace).edits });
  const put = (trace: string, next: Entry): void => {
    entries.set(trace, next);
    if (Object.keys(next.edits).length > 0) dirty.add(trace);
    else if (dirty.delete(trace)) drafts.drop(trace);
  };
  /** News from the server: our own note, saved just now, or another page's. */
  const hear = (note: Note): void => {
    const old = entry(note.trace);
    if (note.at < old.answered) return;
    const saved = fieldsOf(note);
    const own = old.sent !== undefined && sameFields(old.sent, saved);
    const edits = own ? old.edits : rebased(old.edits, old.saved, saved);
    const settled = own || old.sent === undefined;
    const left = settled ? pending(edits, saved) : edits;
    put(note.trace, { ...old, saved, at: note.at, edits: left });
  };
  const edit = (trace: string, patch: Partial<Fields>): void => {
    const old = entry(trace);
    const edits = { ...old.edits, ...patch };
    // What is on its way may be saved any moment: what equals the old state is an edit then.
    put(trace, { ...old, edits: old.sent === undefined ? pending(edits, old.saved) : edits });
    if (dirty.has(trace)) drafts.keep({ trace, at: now(), fields: fields(trace) });
  };
  return {
    dirty: dirty as ReadonlySet<string>,
    fields,
    hear,
    edit,
    /** It is on its way to the server. */
    send: (trace: string): Fields => {
      const sent = fields(trace);
      put(trace, { ...entry(trace), sent });
      return sent;
    },
    /** The server holds what was sent, as it says; only what was edited since is left. */
    answer: (note: Note): void => {
      const { edits, sent } = entry(note.trace);
      const saved = fieldsOf(note);
      const left = pending(edits, sent ?? saved);
      put(note.trace, { saved, at: note.at, edits: left, answered: note.at });
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
