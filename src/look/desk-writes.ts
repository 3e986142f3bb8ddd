import { code } from '../definitions/words.ts';
import type { CasesRequest, ModeCard, ModeChange, NoteEdit } from '../domain/looking.ts';
import type { Note } from '../domain/note.ts';
import type { Trace } from '../domain/trace.ts';
import { makeCases, type MadeCases } from './make-cases.ts';
import type { ReadModes } from './modes-file.ts';
import { Refusal } from './refusal.ts';
import { saturation } from './saturation.ts';
import { noMode, noTrace, traceOf, type Table } from './table.ts';

export const cardOf = ({ id, mode }: ReadModes['modes'][number]): ModeCard => ({
  id,
  name: mode.name,
  definition: mode.definition,
  opinion: mode.opinion,
  evals: mode.evals.length,
});

const says = ({ note, verdict, modes }: NoteEdit): string => JSON.stringify([note, verdict, modes]);

const changedSince = (note: Note): Refusal =>
  new Refusal(
    409,
    'this note was changed in between',
    'another `failmode look`, or an editor, wrote it since it was shown here',
    'choose which of the two stays',
    { note },
  );

export const saveNote = async (table: Table, edit: NoteEdit): Promise<Note> => {
  const { traces, modes, notes, by, now, events } = table;
  if (traces.facts(edit.trace) === undefined) throw noTrace(edit.trace);
  const all = (await notes.read()).notes;
  const known = all.find((note) => note.trace === edit.trace && note.by === by);
  if (known !== undefined && says(known) === says(edit)) return known;
  if (known !== undefined && (edit.since ?? known.at) !== known.at) throw changedSince(known);
  // What the note says already stays, though the file of a mode may be gone meanwhile.
  const added = edit.modes.filter((mode) => known?.modes.includes(mode) !== true);
  const ids = added.length === 0 ? [] : (await modes.read()).ids;
  const unknown = added.find((mode) => !ids.includes(mode));
  if (unknown !== undefined)
    throw noMode(unknown, 'bring the file back, or take the note out of it');
  const { trace, note, verdict } = edit;
  const said = { trace, note, ...(verdict && { verdict }), modes: edit.modes };
  const saved: Note = { ...said, by, at: now().toISOString() };
  await notes.append([saved]);
  const others = all.filter((one) => one !== known);
  events.tell({ kind: 'note', note: saved, saturation: saturation([...others, saved]) });
  return saved;
};

const tellModes = async (table: Table): Promise<{ modes: ModeCard[]; notes: Note[] }> => {
  const { modes } = await table.modes.readToShow();
  const { notes } = await table.notes.read();
  const own = notes.filter(({ by }) => by === table.by);
  const state = { modes: modes.map(cardOf), notes: own };
  table.events.tell({ kind: 'modes', ...state, saturation: saturation(notes) });
  return state;
};

/** Whether it was done or refused, the pages are told how the modes are now. */
export const changeModes = async (table: Table, change: ModeChange) => {
  const traces = 'traces' in change ? change.traces : [];
  const unknown = traces.find((id) => table.traces.facts(id) === undefined);
  if (change.do === 'create' && unknown !== undefined) throw noTrace(unknown);
  try {
    await table.modes.change(change, table.by, table.now().toISOString());
  } catch (error) {
    await tellModes(table);
    throw error;
  }
  return tellModes(table);
};

export const casesOf = async (
  table: Table,
  { mode, target: name, traces }: CasesRequest,
): Promise<MadeCases> => {
  const { root, folder, targets } = table;
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (target === undefined) {
    const why = 'failmode.yml does not define it';
    throw new Refusal(422, `there is no target ${code(name)}`, why, 'define it in `targets`');
  }
  if (!(await table.modes.read()).ids.includes(mode)) throw noMode(mode);
  const read: Trace[] = [];
  for (const id of traces) read.push(await traceOf(table, id));
  return makeCases(root, { name, target, folder }, mode, read);
};
