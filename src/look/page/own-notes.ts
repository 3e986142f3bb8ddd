import type { LookingState } from '../../domain/looking.ts';
import { api } from './api.ts';
import { openDrafts } from './drafts.ts';
import { openNotebook, type Notebook } from './notebook.ts';

/** The person's notebook, and who is told when it changes. */
export type OwnNotes = { notebook: Notebook; watch: (changed: () => void) => void };

/** What the server holds and what the browser kept; done before anything is shown of it. */
export const openOwnNotes = ({ session, notes }: LookingState): OwnNotes => {
  let changed: (() => void) | undefined;
  const notebook = openNotebook({
    send: api.saveNote,
    later: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    drafts: openDrafts(localStorage, session.id),
    changed: () => changed?.(),
  });
  notebook.hear(notes);
  notebook.restore();
  return {
    notebook,
    watch: (act) => {
      changed = act;
    },
  };
};
