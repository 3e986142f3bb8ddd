import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type {
  LookingState,
  ModeCard,
  ModeChange,
  Saturation,
  TraceSummary,
} from '../../domain/looking.ts';
import { api, listen } from './api.ts';
import type { Fields } from './fields.ts';
import type { Notebook } from './notebook.ts';
import type { OwnNotes } from './own-notes.ts';

type Change = { trace: string; patch: Partial<Fields> };

/** What both passes work on: the traces, the notes, the failure modes. */
export type Desk = {
  looking: LookingState;
  traces: readonly TraceSummary[];
  notebook: Notebook;
  /** Of every trace, in the order of the sample. */
  notes: readonly Fields[];
  modes: readonly ModeCard[];
  /** Over the notes of all people, as the server counts it. */
  saturation: Saturation;
  change: (changes: readonly Change[]) => void;
  /** So that undo brings back what a note was before it was edited. */
  remember: (trace: string, before: Fields) => void;
  /** Takes the last change back; the trace it was on. */
  undo: () => string | undefined;
  changeModes: (change: ModeChange) => Promise<readonly ModeCard[]>;
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

type Shared = {
  setModes: (modes: ModeCard[]) => void;
  setSaturation: (saturation: Saturation) => void;
};

const useOtherPages = (by: string, notebook: Notebook, shared: Shared): void => {
  const { setModes, setSaturation } = shared;
  useEffect(() => {
    const again = async (): Promise<void> => {
      const { notes, modes, saturation } = await api.session();
      notebook.hear(notes);
      setModes(modes);
      setSaturation(saturation);
      await notebook.flush();
    };
    return listen(
      (event) => {
        setSaturation(event.saturation);
        if (event.kind === 'modes') setModes(event.modes);
        const notes = event.kind === 'note' ? [event.note] : event.notes;
        notebook.hear(notes.filter((note) => note.by === by));
      },
      () => void again().catch(() => {}),
    );
  }, [by, notebook, setModes, setSaturation]);
};

export const useDesk = (looking: LookingState, { notebook, watch }: OwnNotes): Desk => {
  const [version, setVersion] = useState(0);
  const [modes, setModes] = useState<readonly ModeCard[]>(looking.modes);
  const [saturation, setSaturation] = useState(looking.saturation);
  const undone = useRef<{ trace: string; before: Fields }[][]>([]);
  useLayoutEffect(() => watch(() => setVersion((count) => count + 1)), [watch]);
  useLeaving(notebook);
  useOtherPages(looking.by, notebook, { setModes, setSaturation });
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
    saturation,
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
