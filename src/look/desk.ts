import type {
  CasesRequest,
  LookingState,
  ModeCard,
  ModeChange,
  NoteEdit,
  Suggestion,
  TraceSummary,
} from '../domain/looking.ts';
import type { Note } from '../domain/note.ts';
import type { Taxonomy } from '../domain/taxonomy.ts';
import type { Trace } from '../domain/trace.ts';
import { cardOf, casesOf, changeModes, saveNote } from './desk-writes.ts';
import type { MadeCases } from './make-cases.ts';
import { saturation } from './saturation.ts';
import { holds } from './search.ts';
import { suggestGroups } from './suggest.ts';
import { traceOf, type Table } from './table.ts';
import { rankTaxonomy } from './taxonomy.ts';
import { writeTaxonomy } from './taxonomy-file.ts';

/** All that the page asks for and does; what is written is written one after the other. */
export type Desk = {
  state: () => Promise<LookingState>;
  trace: (id: string) => Promise<Trace>;
  search: (words: string) => Promise<{ ids: string[] }>;
  saveNote: (edit: NoteEdit) => Promise<Note>;
  changeModes: (change: ModeChange) => Promise<{ modes: ModeCard[]; notes: Note[] }>;
  makeCases: (request: CasesRequest) => Promise<MadeCases>;
  suggestions: () => Promise<{ suggestions: Suggestion[] }>;
  taxonomy: () => Promise<Taxonomy>;
  writeTaxonomy: () => Promise<{ file: string }>;
};

const summariesOf = ({ session, traces }: Table): TraceSummary[] =>
  session.traces.flatMap((sampled) => {
    const facts = traces.facts(sampled.trace);
    if (facts === undefined) return [];
    const { at, characters, toolCalls, latencyMs } = facts;
    const times = {
      ...(at !== undefined && { at }),
      ...(latencyMs !== undefined && { latencyMs }),
    };
    return [{ ...sampled, characters, toolCalls, ...times }];
  });

/** One after the other, whether the one before went well or not. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
};

const search = async (table: Table, words: string): Promise<{ ids: string[] }> => {
  const ids: string[] = [];
  if (words.trim() === '') return { ids };
  for (const { trace: id } of table.session.traces) {
    const trace = await table.traces.read(id);
    if (trace !== undefined && holds(trace, words)) ids.push(id);
  }
  return { ids };
};

export const openDesk = (table: Table): Desk => {
  const turn = inTurn();
  const read = async () => {
    const [{ notes }, { modes }] = [await table.notes.read(), await table.modes.read()];
    return { notes, modes };
  };
  const ranked = async () => {
    const { notes, modes } = await read();
    return { notes, taxonomy: rankTaxonomy({ modes }, notes) };
  };
  return {
    state: () =>
      turn(async () => {
        const { session, minutes, by, targets } = table;
        const { id, seed, at } = session;
        const { notes } = await table.notes.read();
        return {
          session: { id, seed, at, minutes },
          by,
          traces: summariesOf(table),
          notes: notes.filter((note) => note.by === by),
          modes: (await table.modes.readToShow()).modes.map(cardOf),
          targets: Object.keys(targets),
          saturation: saturation(notes),
        };
      }),
    trace: (id) => traceOf(table, id),
    search: (words) => search(table, words),
    saveNote: (edit) => turn(() => saveNote(table, edit)),
    changeModes: (change) => turn(() => changeModes(table, change)),
    makeCases: (request) => turn(() => casesOf(table, request)),
    suggestions: async () => {
      const { notes, modes } = await turn(read);
      return { suggestions: suggestGroups(notes, modes) };
    },
    taxonomy: async () => (await turn(ranked)).taxonomy,
    writeTaxonomy: () =>
      turn(async () => ({ file: await writeTaxonomy(table.root, table.folder, await ranked()) })),
  };
};
