import type { Sampled } from '../domain/looking.ts';
import type { TraceFacts } from './facts.ts';

type Measure = {
  /** Highest first; undefined where it cannot be told. */
  of: (facts: TraceFacts) => number | undefined;
  why: (value: number) => string;
};

const grouped = (count: number): string => count.toLocaleString('en-US');
const characters = (count: number): string =>
  `${grouped(count)} ${count === 1 ? 'character' : 'characters'}`;

const measures: readonly Measure[] = [
  { of: (facts) => facts.characters, why: (value) => `long answer: ${characters(value)}` },
  { of: (facts) => -facts.characters, why: (value) => `short answer: ${characters(-value)}` },
  {
    of: (facts) => facts.toolCalls,
    why: (value) => `${value} tool ${value === 1 ? 'call' : 'calls'}`,
  },
  { of: (facts) => facts.latencyMs, why: (value) => `slow: ${(value / 1000).toFixed(1)} s` },
];

type Extreme = { trace: string; value: number };

/** The upper one of two in the middle: what half of them have is usual. */
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Infinity;

/** From the most extreme; nothing that is usual. Equal ones stay in the order they came in. */
const ranking = (traces: readonly TraceFacts[], { of }: Measure): Extreme[] => {
  const known = traces.flatMap((facts) => {
    const value = of(facts);
    return value === undefined ? [] : [{ trace: facts.id, value }];
  });
  const usual = median(known.map(({ value }) => value));
  const unusual = known.filter(({ value }) => value > usual);
  return unusual.toSorted((one, other) => other.value - one.value);
};

/** The most extreme traces by each measure in turn. */
export const outliers = (traces: readonly TraceFacts[], count: number): Sampled[] => {
  const rankings = measures.map((measure) => ({
    measure,
    from: ranking(traces, measure).values(),
  }));
  const found = new Map<string, Sampled>();
  let isLeft = true;
  while (isLeft && found.size < count) {
    isLeft = false;
    for (const { measure, from } of rankings) {
      if (found.size === count) break;
      const next = from.find(({ trace }) => !found.has(trace));
      if (next === undefined) continue;
      isLeft = true;
      const { trace, value } = next;
      found.set(trace, { trace, pick: 'outlier', why: measure.why(value) });
    }
  }
  return [...found.values()];
};
