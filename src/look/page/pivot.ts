import type { Trace } from '../../domain/trace.ts';
import { badges } from './badges.ts';
import type { Card } from './shelf.ts';

/** Cards of one failure mode and one value of a dimension. */
type Cell = { mode: string; value: string; traces: string[] };

export type Pivot = {
  values: string[];
  modes: string[];
  cell: (mode: string, value: string) => string[];
};

/** What is no dimension: each trace has its own. */
const measures = new Set(['latency', 'tokens', 'at']);
const mostValues = 8;

const valuesOf = (trace: Trace): Map<string, string> =>
  new Map(badges(trace).map(({ name, value }) => [name, value]));

/** Metadata by which the traces differ, and not all of them. */
export const dimensions = (traces: readonly Trace[]): string[] => {
  const values = new Map<string, Set<string>>();
  for (const trace of traces)
    for (const [name, value] of valuesOf(trace))
      values.set(name, (values.get(name) ?? new Set<string>()).add(value));
  return [...values]
    .filter(([name, { size }]) => !measures.has(name) && size > 1 && size <= mostValues)
    .map(([name]) => name);
};

/** How often each failure mode happened under each value of a dimension. */
export const pivot = (
  cards: readonly Card[],
  traces: ReadonlyMap<string, Trace>,
  dimension: string,
): Pivot => {
  const cells = cards.flatMap(({ trace, note }): Cell[] => {
    const found = traces.get(trace);
    const value = found === undefined ? undefined : valuesOf(found).get(dimension);
    return value === undefined ? [] : note.modes.map((mode) => ({ mode, value, traces: [trace] }));
  });
  const cell = (mode: string, value: string): string[] =>
    cells
      .filter((each) => each.mode === mode && each.value === value)
      .flatMap((each) => each.traces);
  return {
    values: [...new Set(cells.map(({ value }) => value))].toSorted(),
    modes: [...new Set(cells.map(({ mode }) => mode))],
    cell,
  };
};
