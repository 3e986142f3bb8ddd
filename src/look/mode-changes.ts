import { readYaml } from '../definitions/document.ts';
import { modeSchema } from '../definitions/modes.ts';
import { twins } from '../definitions/sections.ts';
import { code } from '../definitions/words.ts';
import type { ModeChange } from '../domain/looking.ts';
import type { ModeId } from '../domain/names.ts';
import type { Note } from '../domain/note.ts';
import { holdReadable } from './mode-broken.ts';
import { holdFree, newModeId } from './mode-names.ts';
import { withOpinion } from './mode-opinion.ts';
import {
  evalsIn,
  fieldsOf,
  newModeText,
  withEvalsOf,
  withField,
  withTraceOf,
} from './mode-text.ts';
import { Refusal } from './refusal.ts';

/** What is there: the text of each mode file, and of notes the last one a trace and person. */
export type Known = {
  /** With its slash. */
  folder: string;
  texts: ReadonlyMap<ModeId, string>;
  notes: readonly Note[];
  by: string;
  at: string;
};

/** What is to be done, in this order: nothing is lost where it ends halfway. */
export type ModePlan = { write: [mode: ModeId, text: string][]; notes: Note[]; remove: ModeId[] };

type Of<Do extends ModeChange['do']> = Extract<ModeChange, { do: Do }>;

const textOf = ({ texts }: Known, mode: ModeId): string => {
  const text = texts.get(mode);
  if (text !== undefined) return text;
  const why = 'its file is gone, or never was';
  throw new Refusal(404, `there is no failure mode ${code(mode)}`, why, 'load the page again');
};

const readableTextOf = (known: Known, mode: ModeId): string => {
  const text = textOf(known, mode);
  holdReadable(`${known.folder}${mode}.yml`, text);
  return text;
};

const evalIds = (text: string): string[] =>
  (readYaml('', text, modeSchema).value?.evals ?? []).map(({ id }) => id);

/** The notes that name a mode, naming others instead; whose they are and when stays. */
const renamed = (notes: readonly Note[], from: ModeId, to: ModeId): Note[] =>
  notes
    .filter(({ modes }) => modes.includes(from))
    .map((note) => {
      const modes = note.modes.map((mode) => (mode === from ? to : mode));
      return { ...note, modes: [...new Set(modes)] };
    });

/** This person's notes on the traces, each naming the mode too. */
const naming = ({ notes, by, at }: Known, traces: readonly string[], mode: ModeId): Note[] =>
  [...new Set(traces)].map((trace) => {
    const own = notes.find((note) => note.trace === trace && note.by === by);
    const note = own ?? { trace, note: '', modes: [], by, at };
    return { ...note, modes: [...new Set([...note.modes, mode])] };
  });

const create = (known: Known, { name, definition, traces }: Of<'create'>): ModePlan => {
  const id = newModeId(name, known.texts.keys());
  const text = newModeText(name, definition, traces.length === 0);
  return { write: [[id, text]], notes: naming(known, traces, id), remove: [] };
};

const define = (known: Known, { mode, name, definition }: Of<'define'>): ModePlan => {
  let text = readableTextOf(known, mode);
  if (name !== undefined) text = withField(text, 'name', name);
  if (definition !== undefined) text = withField(text, 'definition', definition);
  return { write: [[mode, text]], notes: [], remove: [] };
};

const rename = (known: Known, { mode, to }: Of<'rename'>): ModePlan => {
  const text = textOf(known, mode);
  if (mode === to) return { write: [], notes: [], remove: [] };
  holdFree(to, known.texts.keys());
  return { write: [[to, text]], notes: renamed(known.notes, mode, to), remove: [mode] };
};

const merge = (known: Known, { mode, into }: Of<'merge'>): ModePlan => {
  const [from, text] = [readableTextOf(known, mode), readableTextOf(known, into)];
  if (mode === into) {
    const what = 'a failure mode cannot be merged into itself';
    throw new Refusal(422, what, 'the two are one', 'choose another');
  }
  const [twin] = twins([...evalIds(text), ...evalIds(from)], () => ({ path: [] }));
  if (twin !== undefined) {
    const what = `${code(mode)} cannot be merged into ${code(into)}`;
    const mend = 'give one of the evals another id in its mode file';
    throw new Refusal(409, what, `each has an eval of the same id: ${twin.what}`, mend);
  }
  const notes = renamed(known.notes, mode, into);
  const merged = withTraceOf(withEvalsOf(text, from), mode, from);
  return { write: [[into, merged]], notes, remove: [mode] };
};

const split = (known: Known, { mode, name, definition, traces }: Of<'split'>): ModePlan => {
  textOf(known, mode);
  const named = known.notes.filter(({ modes }) => modes.includes(mode));
  const moving = named.filter(({ trace }) => traces.includes(trace));
  if (moving.length === 0 || moving.length === named.length) {
    const what = `${code(mode)} cannot be split so`;
    const why = `${moving.length === 0 ? 'none' : 'each'} of its traces would go`;
    throw new Refusal(422, what, why, 'choose some of its traces, or rename it');
  }
  const id = newModeId(name, known.texts.keys());
  const text = newModeText(name, definition, false);
  return { write: [[id, text]], notes: renamed(moving, mode, id), remove: [] };
};

const keep = (known: Known, { mode }: Of<'keep'>): ModePlan => {
  const text = withOpinion(readableTextOf(known, mode));
  return { write: [[mode, text]], notes: [], remove: [] };
};

const remove = (known: Known, { mode }: Of<'delete'>): ModePlan => {
  const isNamed = known.notes.some(({ modes }) => modes.includes(mode));
  if (isNamed || evalsIn(fieldsOf(readableTextOf(known, mode))).length > 0) {
    const why = isNamed ? 'a note names it' : 'it has an eval';
    throw new Refusal(409, `${code(mode)} is not deleted`, why, 'merge it into another');
  }
  return { write: [], notes: [], remove: [mode] };
};

/** What a change of the taxonomy writes. */
export const planModeChange = (change: ModeChange, known: Known): ModePlan => {
  if (change.do === 'create') return create(known, change);
  if (change.do === 'define') return define(known, change);
  if (change.do === 'rename') return rename(known, change);
  if (change.do === 'keep') return keep(known, change);
  if (change.do === 'delete') return remove(known, change);
  return change.do === 'merge' ? merge(known, change) : split(known, change);
};
