import type { Trace } from '../domain/trace.ts';

/** A JSON object, as it was read. */
export type Fields = Record<string, unknown>;

/** One record of a file, and where it stands: `file:line`, `file[index]`, or the id of a span. */
export type Entry = { place: string; value: Fields };

/**
 * What an import could not take over, and where. `records`: how many records went with it; 0 where
 * only a part of one did.
 */
export type Loss = { place: string; what: string; records: number };

/** Says what of a record is lost, changed or odd. */
export type Tell = (what: string) => void;

/** Every record is in a trace or lost: `records` = traces + `merged` + records of the losses. */
export type Imported = { traces: Trace[]; losses: Loss[]; records: number; merged: number };

/** What the pure importers are handed: a digest, for the ids of records that have none. */
export type Digest = (text: string) => string;

/** One kind of export: how it is told by its content, and how it becomes traces. */
export type Importer = {
  format: string;
  summary: string;
  recognises(value: Fields): boolean;
  /** The records that one value of a file holds; itself where it is one. */
  unwrap?(entry: Entry): Entry[];
  read(entries: readonly Entry[], digest: Digest): Imported;
};

export const lost = (place: string, what: string, records = 1): Loss => ({ place, what, records });
