import { wilson } from '../decide/statistics/wilson.ts';
import type { Estimate } from '../domain/row.ts';
import type { Verdict } from '../domain/verdict.ts';
import { cut } from '../foreign/cut.ts';
import type { Counts, Sighting } from './frequency.ts';

/** The verdicts of one eval, counted as they come: of the traces themselves none is held. */
export type Count = Counts & {
  error: string | undefined;
  sightings: (Sighting & { index: number })[];
};

const mostSightings = 3;
const longestCritique = 500;

export const emptyCount = (): Count => ({
  traces: 0,
  applicable: 0,
  happened: 0,
  errors: 0,
  error: undefined,
  sightings: [],
});

/** Traces come in any order, and the first of them are to be the same each time. */
const see = (count: Count, sighting: Count['sightings'][number]): void => {
  count.sightings = [...count.sightings, sighting]
    .toSorted((one, other) => one.index - other.index)
    .slice(0, mostSightings);
};

/** `index`: the trace's place among all. */
export const countVerdict = (
  count: Count,
  { trace, index }: { trace: string; index: number },
  verdict: Verdict,
): void => {
  count.traces += 1;
  if (verdict.verdict === 'skipped') return;
  count.applicable += 1;
  if (verdict.verdict === 'error') {
    count.errors += 1;
    count.error ??= cut(verdict.reason, longestCritique);
  }
  if (verdict.verdict === 'fail') {
    count.happened += 1;
    see(count, { trace, index, critique: cut(verdict.critique, longestCritique) });
  }
};

/**
 * Fails of what was graded, with Wilson's 95 % interval. Undefined where a larger share could not be
 * measured than the gate allows: what is left may be just those that fail.
 */
export const observedRate = (
  { applicable, happened, errors }: Counts,
  maxErrors: number,
): Estimate | undefined => {
  const graded = applicable - errors;
  if (graded === 0 || errors > maxErrors * applicable) return undefined;
  return { value: happened / graded, ...wilson(happened, graded) };
};
