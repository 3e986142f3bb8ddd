import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LookingState, ModeCard, ModeChange, TraceSummary } from '../../domain/looking.ts';
import { api, listen } from './api.ts';
import { openDrafts } from './drafts.ts';
import type { Fields } from './fields.ts';
import { openNotebook, type Notebook } from './notebook.ts';

type Change = { trace: string; patch: Partial<Fields> };

/** What both passes work on: the traces, the notes, the failure modes. */
export type Desk = {
  looking: LookingState;
  traces: readonly TraceSummary[];
  notebook: Notebook;
  /** Of every trace, in the order of the sample. */
  notes: readonly Fields[];
  modes: readonly ModeCard[];
  change: (changes: readonly Change[]) => void;
  /** So that undo brings back what a note was before it was edited. */
  remember: (trace: string, before: Fields) => void;
  /** Takes the last change back; the trace it was on. */
  undo: () => string | undefined;
  changeModes: (change: ModeChange) => Promise<readonly ModeCard[]>;
};

const open = (looking: LookingState, changed: () => void): Notebook => {
  const notebook = openNotebook({
    send: api.saveNote,
    later: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    now: () => Date.now(),
    drafts: openDrafts(localStorage, looking.session.id),
    changed,
  });
  notebook.hear(looking.notes);
  notebook.restore();
  return notebook;
};

/** Saves what is left when the page goes, and warns before a note is lost. */
const useLeaving = (notebook: Notebook): void =>
  useEffect(() => {
    const leave = (): void => notebook.leave();
    const warn = (event: BeforeUnloadEvent): void => {
      if (notebook.state().state === 'failed') event.preventDefault();
    };
    addEventListener('pagehide', leave);
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('beforeunload', warn);
    };
  }, [notebook]);

const useOtherPages = (
  by: string,
  notebook: Notebook,
  setModes: (modes: ModeCard[]) => void,
): void =>
  useEffect(() => {
    const again = async (): Promise<void> => {
      const { notes, modes } = await api.session();
      notebook.hear(notes);
      setModes(modes);
      await notebook.flush();
    };
    return listen(
      (event) => {
        if (event.kind === 'modes' && event.modes !== undefined) setModes(event.modes);
        const notes = event.kind === 'note' ? [event.note] : (event.notes ?? []);
        notebook.hear(notes.filter((note) => note !== undefined).filter((note) => note.by === by));
      },
      () => void again().catch(() => {}),
    );
  }, [by, notebook, setModes]);

export const useDesk = (looking: LookingState): Desk => {
  const [version, setVersion] = useState(0);
  const [modes, setModes] = useState<readonly ModeCard[]>(looking.modes);
  const undone = useRef<{ trace: string; before: Fields }[][]>([]);
  const notebook = useMemo(() => open(looking, () => setVersion((count) => count + 1)), [looking]);
  useLeaving(notebook);
  useOtherPages(looking.by, notebook, setModes);
  const { traces } = looking;
  const notes = useMemo(
    () => traces.map(({ trace }) => notebook.fields(trace)),
    [traces, notebook, version],
  );
  return {
    looking,
    traces,
    notebook,
    notes,
    modes,
    change: (changes) => {
      undone.current.push(changes.map(({ trace }) => ({ trace, before: notebook.fields(trace) })));
      for (const { trace, patch } of changes) notebook.edit(trace, patch);
    },
    remember: (trace, before) => undone.current.push([{ trace, before }]),
    undo: () => {
      const last = undone.current.pop() ?? [];
      for (const { trace, before } of last) notebook.edit(trace, before);
      return last[0]?.trace;
    },
    changeModes: async (change) => {
      await notebook.flush();
      const answer = await api.changeModes(change);
      setModes(answer.modes);
      notebook.hear(answer.notes.filter((note) => note.by === looking.by));
      undone.current = [];
      return answer.modes;
    },
  };
};
