import { Failure } from '../domain/failure.ts';
import { inKnownCase } from './casing.ts';
import { readContainer, type Contained } from './container.ts';
import { mapped } from './formats/mapped.ts';
import {
  lost,
  type Digest,
  type Entry,
  type Imported,
  type Importer,
  type Loss,
} from './importer.ts';
import { importers } from './registry.ts';

export type TextFile = { name: string; text: string };

/** What was read of all files of one format. */
export type ImportedFormat = Imported & { format: string };

/** So many records of a file are looked at to tell its format. */
const looked = 100;

const mostKeys = 12;

const unknownFormat = (name: string, { entries, losses }: Contained): Failure => {
  if (entries.length === 0) {
    const why =
      losses[0] === undefined ? 'it holds no record' : `${losses[0].place}: ${losses[0].what}`;
    return new Failure(`${name} holds no traces`, why, 'export it again');
  }
  const keys = Object.keys(entries[0]?.value ?? {});
  const some = keys.slice(0, mostKeys).map((key) => JSON.stringify(key.slice(0, 60)));
  const more = keys.length > mostKeys ? `, and ${keys.length - mostKeys} more` : '';
  return new Failure(
    `${name} is of no format that is known`,
    `its records have the keys ${some.join(', ') || '(none)'}${more}`,
    "say where things are: --map id='$.x' --map messages='$.y', or input='$.q' and output='$.a'; metadata.<name>, documents and at too",
  );
};

/** The format that most records of a file have; of equals the surer one. */
const formatOf = (entries: readonly Entry[]): Importer | undefined => {
  const sample = entries.slice(0, looked);
  let best: { importer: Importer; count: number } | undefined;
  for (const { value } of sample) {
    const importer = importers.find((one) => one.recognises(value));
    if (importer === undefined) continue;
    const count = sample.filter((entry) => importer.recognises(entry.value)).length;
    if (count > (best?.count ?? 0)) best = { importer, count };
    if (count === sample.length) break;
  }
  return best?.importer;
};

/** Whatever the case of its keys, where nothing is told by them as they are. */
const inAnyCase = (contained: Contained): Contained =>
  formatOf(contained.entries) === undefined
    ? { ...contained, entries: contained.entries.map(inKnownCase) }
    : contained;

type Pile = { importer: Importer; entries: Entry[]; losses: Loss[] };

const heap = ({ importer, entries, losses }: Pile, contained: Contained): Pile => {
  const records = contained.entries.map((entry) => ({
    place: entry.place,
    found: importer.unwrap?.(entry) ?? [entry],
  }));
  const empty = records.filter(({ found }) => found.length === 0);
  return {
    importer,
    entries: entries.concat(records.flatMap(({ found }) => found)),
    losses: losses.concat(
      contained.losses,
      empty.map(({ place }) => lost(place, 'there is no record in it', 0)),
    ),
  };
};

const lostRecords = (losses: readonly Loss[]): number =>
  losses.reduce((sum, { records }) => sum + records, 0);

const finish = ({ importer, entries, losses }: Pile, digest: Digest): ImportedFormat => {
  const imported = importer.read(entries, digest);
  return {
    ...imported,
    format: importer.format,
    losses: [...losses, ...imported.losses],
    records: imported.records + lostRecords(losses),
  };
};

/**
 * Reads files of any known format, told by their content; those of one format are read together,
 * since a trace may be spread over several. Throws a `Failure` at a file that is of none.
 */
export const readTraces = (
  files: readonly TextFile[],
  map: readonly string[],
  digest: Digest,
): ImportedFormat[] => {
  const given = map.length === 0 ? undefined : mapped(map);
  const piles = new Map<string, Pile>();
  for (const { name, text } of files) {
    const raw = readContainer(name, text);
    const contained = given === undefined ? inAnyCase(raw) : raw;
    const importer = given ?? formatOf(contained.entries);
    if (importer === undefined) throw unknownFormat(name, raw);
    const pile = piles.get(importer.format) ?? { importer, entries: [], losses: [] };
    piles.set(importer.format, heap(pile, contained));
  }
  return [...piles.values()].map((pile) => finish(pile, digest));
};
