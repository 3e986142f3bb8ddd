import type { Saturation } from '../domain/looking.ts';
import type { Note } from '../domain/note.ts';
import { isRead } from './taxonomy.ts';

/** Where nothing new was found in so many traces, after so many read, more reading tells little. */
const last = 20;
const enough = 100;

type Read = { at: string; modes: Set<string>; isUnsorted: boolean };

/** Each trace once, from the first read to the last. */
const inOrder = (notes: readonly Note[]): Read[] => {
  const traces = new Map<string, Read>();
  for (const { trace, at, modes, verdict } of notes.filter(isRead)) {
    const known = traces.get(trace) ?? { at, modes: new Set<string>(), isUnsorted: false };
    const isUnsorted = known.isUnsorted || (verdict === 'fail' && modes.length === 0);
    const first = Date.parse(known.at) <= Date.parse(at) ? known.at : at;
    traces.set(trace, { at: first, modes: known.modes.union(new Set(modes)), isUnsorted });
  }
  return [...traces.values()].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
};

/** How much the traces read last still told: about 100 read, and nothing new in 20, is enough. */
export const saturation = (notes: readonly Note[]): Saturation => {
  const read = inOrder(notes);
  const recent = read.slice(-last);
  const known = new Set(read.slice(0, -last).flatMap(({ modes }) => [...modes]));
  const fresh = new Set(recent.flatMap(({ modes }) => [...modes])).difference(known).size;
  const unsorted = recent.filter(({ isUnsorted, modes }) => isUnsorted && modes.size === 0).length;
  const reached = read.length >= enough && fresh === 0 && unsorted === 0;
  return { read: read.length, of: recent.length, fresh, unsorted, reached };
};
