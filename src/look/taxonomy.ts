import { wilson } from '../decide/statistics/wilson.ts';
import type { DefinedMode } from '../domain/definitions.ts';
import type { Eval } from '../domain/mode.ts';
import { rungs } from '../domain/names.ts';
import type { Note } from '../domain/note.ts';
import type { Ranked, Taxonomy } from '../domain/taxonomy.ts';

type Named = Pick<DefinedMode, 'id' | 'mode'>;

/** A trace as all who read it see it: who saw it fail has seen what the others have not. */
type Read = { verdict: Note['verdict']; modes: Set<string> };

const worst = ['fail', 'pass', 'defer'] as const;

const verdictOf = ({ verdict, modes }: Note): Note['verdict'] =>
  verdict ?? (modes.length > 0 ? 'fail' : undefined);

/** A line that only takes a note back speaks of nothing. */
export const isRead = ({ note, verdict, modes }: Note): boolean =>
  note.trim() !== '' || verdict !== undefined || modes.length > 0;

const readTraces = (notes: readonly Note[]): Map<string, Read> => {
  const read = new Map<string, Read>();
  for (const note of notes.filter(isRead)) {
    const before = read.get(note.trace);
    const said = new Set([before?.verdict, verdictOf(note)]);
    const modes = (before?.modes ?? new Set<string>()).union(new Set(note.modes));
    read.set(note.trace, { verdict: worst.find((verdict) => said.has(verdict)), modes });
  }
  return read;
};

const couldClimb = (check: Eval): boolean =>
  check.rung === 'human' || (check.rung === 'judge' && check.convert.status === 'open');

const rankedOf = ({ id, mode }: Named, read: ReadonlyMap<string, Read>): Ranked => {
  const traces = [...read].flatMap(([trace, { modes }]) => (modes.has(id) ? [trace] : []));
  const [count, of] = [traces.length, read.size];
  return {
    mode: id,
    name: mode.name,
    definition: mode.definition,
    opinion: count === 0,
    seen: { count, of, ...wilson(count, of) },
    traces,
    rungs: rungs.filter((rung) => mode.evals.some((check) => check.rung === rung)),
    toClimb: mode.evals.filter(couldClimb).map((check) => `${id}/${check.id}`),
  };
};

const mostFrequent = (one: Ranked, other: Ranked): number =>
  other.seen.count - one.seen.count || (one.mode < other.mode ? -1 : 1);

const newest = (notes: readonly Note[]): string | undefined =>
  notes
    .map(({ at }) => at)
    .filter((at) => !Number.isNaN(Date.parse(at)))
    .reduce<string | undefined>(
      (last, at) => (last !== undefined && Date.parse(last) >= Date.parse(at) ? last : at),
      undefined,
    );

/** The failure modes by how often they were seen; of `notes`, the last one a trace and person. */
export const rankTaxonomy = (
  { modes }: { modes: readonly Named[] },
  notes: readonly Note[],
): Taxonomy => {
  const read = readTraces(notes);
  const all = [...read.values()];
  const count = (verdict: Note['verdict']): number =>
    all.filter((one) => one.verdict === verdict).length;
  return {
    read: read.size,
    passed: count('pass'),
    failed: count('fail'),
    deferred: count('defer'),
    unsorted: all.filter(({ verdict, modes: named }) => verdict === 'fail' && named.size === 0)
      .length,
    lastLooked: newest(notes),
    ranked: modes.map((mode) => rankedOf(mode, read)).toSorted(mostFrequent),
  };
};
