import type { Sampled } from '../domain/looking.ts';
import { chanceFrom, shuffled, type Chance } from '../chance.ts';
import type { TraceFacts } from './facts.ts';
import { outliers } from './outliers.ts';

export type SampleOptions = {
  seed: number;
  size: number;
  /** Traces that are not drawn: somebody has read them, or is about to. */
  seen: ReadonlySet<string>;
  /** Milliseconds; a trace that claims a later time moves no window. */
  now: number;
  /** Milliseconds; where left out, a week before the newest trace. */
  since?: number;
};

const weekMs = 7 * 24 * 60 * 60 * 1000;
const outlierShare = 0.15;
const signalShare = 0.15;
const notableFirst = 10;

const timeOf = ({ at }: TraceFacts): number => (at === undefined ? Number.NaN : Date.parse(at));

/** Of those that are not from the future. */
const newestOf = (traces: readonly TraceFacts[], now: number): number =>
  traces.reduce((newest, facts) => {
    const time = timeOf(facts);
    return time > newest && time <= now ? time : newest;
  }, -Infinity);

/** The order of the files must not change the sample. */
const byId = (one: TraceFacts, other: TraceFacts): number => (one.id < other.id ? -1 : 1);

type Windowed = { recent: TraceFacts[]; older: TraceFacts[] };

/** Where no trace has a time, all are recent. */
const windowed = (traces: readonly TraceFacts[], since: number): Windowed => {
  const isRecent = (facts: TraceFacts): boolean => timeOf(facts) >= since;
  if (traces.every((facts) => Number.isNaN(timeOf(facts)))) {
    return { recent: [...traces], older: [] };
  }
  return { recent: traces.filter(isRecent), older: traces.filter((facts) => !isRecent(facts)) };
};

const signalOf = ({ id, fires, disagreements }: TraceFacts): Sampled[] => {
  const [disagreement] = disagreements ?? [];
  const [mode] = fires ?? [];
  if (disagreement !== undefined) {
    const why = `judge and person disagree: ${disagreement}`;
    return [{ trace: id, pick: 'disagreement', why }];
  }
  return mode === undefined ? [] : [{ trace: id, pick: 'mode', why: `${mode} fires` }];
};

/** Some notable, the rest by chance; `pool` is in an order by chance. */
const mixed = (pool: readonly TraceFacts[], size: number): Sampled[] => {
  const signals = pool.flatMap(signalOf).slice(0, Math.round(size * signalShare));
  const chosen = new Set(signals.map(({ trace }) => trace));
  const rest = pool.filter(({ id }) => !chosen.has(id));
  const extremes = outliers(rest, Math.round(size * outlierShare));
  for (const { trace } of extremes) chosen.add(trace);
  const random = rest
    .filter(({ id }) => !chosen.has(id))
    .slice(0, size - chosen.size)
    .map(({ id }): Sampled => ({ trace: id, pick: 'random' }));
  return [...signals, ...extremes, ...random];
};

const withAge = (sampled: Sampled, old: ReadonlySet<string>): Sampled => {
  if (!old.has(sampled.trace)) return sampled;
  const said = sampled.why === undefined ? '' : `${sampled.why}, `;
  return { ...sampled, why: `${said}older, as newer ones are too few` };
};

/**
 * A team that has never looked starts with a few that are notable. Of the rest the order tells
 * nothing: who stops early has read a fair part of it.
 */
const ordered = (sample: readonly Sampled[], isFirst: boolean, chance: Chance): Sampled[] => {
  const deck = shuffled(sample, chance);
  if (!isFirst) return deck;
  const first = new Set(deck.filter(({ pick }) => pick !== 'random').slice(0, notableFirst));
  return [...first, ...deck.filter((one) => !first.has(one))];
};

/**
 * Traces to read: of the last week, mostly by chance, some outliers, and some where a failure mode
 * fires or a judge and a person disagree. The same for the same seed, whatever the files' order.
 */
export const sampleTraces = (
  traces: readonly TraceFacts[],
  { seed, size, seen, now, since }: SampleOptions,
): Sampled[] => {
  const chance = chanceFrom(seed);
  const fresh = traces.filter(({ id }) => !seen.has(id)).toSorted(byId);
  const from = since ?? newestOf(traces, now) - weekMs;
  const { recent, older } = windowed(shuffled(fresh, chance), from);
  const added = older.slice(0, Math.max(0, size - recent.length));
  const sample = mixed([...recent, ...added], size);
  const old = new Set(added.map(({ id }) => id));
  const isFirst = seen.size === 0;
  return ordered(sample, isFirst, chance).map((one) => withAge(one, old));
};

/**
 * The same of what no session held before, so that none shows a trace twice. Where nothing else is
 * left, those come again that were drawn and not read.
 */
export const sampleUndrawn = (
  traces: readonly TraceFacts[],
  drawn: Iterable<string>,
  options: SampleOptions,
): Sampled[] => {
  const seen = options.seen.union(new Set(drawn));
  const sample = sampleTraces(traces, { ...options, seen });
  return sample.length > 0 ? sample : sampleTraces(traces, options);
};
