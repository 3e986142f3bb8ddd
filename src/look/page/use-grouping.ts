import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ModeCard, ModeChange } from '../../domain/looking.ts';
import type { Taxonomy } from '../../domain/taxonomy.ts';
import { api } from './api.ts';
import type { Desk } from './desk.ts';
import { lettersFor } from './letters.ts';
import { cardsOf, onShelf, type Card, type Shelf } from './shelf.ts';

export type Message = { text: string; failed: boolean };

/** What is being filled in, if anything. */
export type Form =
  | { kind: 'create'; name: string; definition: string; traces: string[] }
  | { kind: 'split'; mode: ModeCard; definition: string; traces: string[] }
  | { kind: 'edit'; mode: ModeCard }
  | { kind: 'merge'; mode: ModeCard }
  | { kind: 'cases'; mode: ModeCard; traces: string[] }
  | { kind: 'assign'; traces: string[] };

const pause = 200;

const nothingToUndo =
  'Nothing to undo: a change of failure modes is a change of files; Git has it.';

/** The ranking, asked for again whenever what it counts is saved. */
const useTaxonomy = (desk: Desk): Taxonomy | undefined => {
  const [taxonomy, setTaxonomy] = useState<Taxonomy>();
  // A note that is not taken does not hold up the ranking of the others.
  const settled = desk.notebook.state().state !== 'saving';
  useEffect(() => {
    if (!settled) return undefined;
    const timer = setTimeout(() => void api.taxonomy().then(setTaxonomy, () => {}), pause);
    return () => clearTimeout(timer);
  }, [desk.notes, desk.modes, settled]);
  return taxonomy;
};

const useLetters = (modes: readonly ModeCard[]): Map<string, string> => {
  const known = useRef(new Map<string, string>());
  known.current = useMemo(() => lettersFor(modes, known.current), [modes]);
  return known.current;
};

const without = (modes: string[], mode: string): string[] => modes.filter((each) => each !== mode);

/** Puts cards into a failure mode; those that are all in it already, out of it. */
const toggle = (desk: Desk, mode: string, cards: readonly Card[], onlyIn: boolean): void => {
  const out = !onlyIn && cards.every(({ note }) => note.modes.includes(mode));
  desk.change(
    cards.map(({ trace, note }) => ({
      trace,
      patch: { modes: out ? without(note.modes, mode) : [...without(note.modes, mode), mode] },
    })),
  );
};

/** Which cards a command is about: those that are selected, else the one under the cursor. */
const useSelection = (shown: readonly Card[]) => {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(0);
  const at = Math.min(cursor, shown.length - 1);
  const chosen = shown.filter(({ trace }) => selected.has(trace));
  const under = shown[at];
  const subjects = chosen.length > 0 || under === undefined ? chosen : [under];
  return {
    at,
    selected,
    subjects,
    traces: subjects.map(({ trace }) => trace),
    move: (by: number) => setCursor(Math.max(0, Math.min(shown.length - 1, at + by))),
    moveTo: setCursor,
    select: (trace: string) => setSelected(selected.symmetricDifference(new Set([trace]))),
    selectNone: () => setSelected(new Set<string>()),
  };
};

/** What is being filled in, and what came of the last thing that was done. */
const useForm = () => {
  const [form, setForm] = useState<Form>();
  const [message, setMessage] = useState<Message>();
  return {
    form,
    message,
    open: (next: Form) => {
      setMessage(undefined);
      setForm(next);
    },
    close: () => setForm(undefined),
    say: (text: string) => setMessage({ text, failed: false }),
    attempt: async (work: () => Promise<string>): Promise<boolean> => {
      try {
        setMessage({ text: await work(), failed: false });
        return true;
      } catch (error) {
        setMessage({ text: error instanceof Error ? error.message : String(error), failed: true });
        return false;
      }
    },
  };
};

/** The second pass: the cards, what is selected of them, and what can be done with it. */
export const useGrouping = (desk: Desk, shelf: Shelf) => {
  const cards = useMemo(() => cardsOf(desk.traces, desk.notes), [desk.traces, desk.notes]);
  const shown = useMemo(() => onShelf(shelf, cards), [shelf, cards]);
  const selection = useSelection(shown);
  const form = useForm();
  const tryModes = (change: ModeChange, done: string): Promise<boolean> =>
    form.attempt(async () => {
      await desk.changeModes(change);
      return done;
    });
  return {
    cards,
    shown,
    ...selection,
    ...form,
    taxonomy: useTaxonomy(desk),
    letters: useLetters(desk.modes),
    put: (mode: string, traces?: readonly string[]) => {
      const named = cards.filter(({ trace }) => traces?.includes(trace));
      const which = traces === undefined ? selection.subjects : named;
      if (which.length === 0) return;
      toggle(desk, mode, which, traces !== undefined);
      selection.selectNone();
    },
    takeOut: (card: Card, mode: string) =>
      desk.change([{ trace: card.trace, patch: { modes: without(card.note.modes, mode) } }]),
    undo: () =>
      form.say(desk.undo() === undefined ? nothingToUndo : 'The last change is taken back.'),
    tryModes,
    /** And closes the form, where it worked. */
    changeModes: async (change: ModeChange, done: string): Promise<void> => {
      if (!(await tryModes(change, done))) return;
      form.close();
      selection.selectNone();
    },
  };
};

export type Grouping = ReturnType<typeof useGrouping>;
