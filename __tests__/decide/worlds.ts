import * as fc from 'fast-check';
import type { DecideOptions, Ruling, Trial, Trials } from '../../src/decide/decide.ts';

export type World = { baseline: Trials; head: Trials; modes: DecideOptions['modes'] };

const trusted = { tp: 48, fn: 2, tn: 45, fp: 5 };

export const anyTrial = fc.constantFrom<Trial>(1, 0, null);

const anyMode = fc.oneof(
  fc.constant({ rung: 'deterministic' as const }),
  fc.constant({ rung: 'sampled' as const }),
  fc.constant({ rung: 'judge' as const }),
  fc.constant({ rung: 'judge' as const, labels: trusted }),
);

export const anyId = fc.oneof(
  fc.stringMatching(/^[a-z]{1,2}$/),
  fc.constantFrom('__proto__', 'constructor', 'toString', '7', ''),
);

const dictionary = <Value>(value: fc.Arbitrary<Value>, maxKeys: number) =>
  fc
    .uniqueArray(fc.tuple(anyId, value), { selector: ([id]) => id, maxLength: maxKeys })
    .map((entries): Record<string, Value> => Object.fromEntries(entries));

/** Both sides' trials of a few modes; ids differ now and then, so that cases come and go. */
export const anyWorld = (
  trial: fc.Arbitrary<Trial> = anyTrial,
  trials = 3,
): fc.Arbitrary<World> => {
  const one = fc.array(trial, { minLength: 1, maxLength: trials });
  const mode = fc.record({
    options: anyMode,
    cases: dictionary(fc.record({ baseline: fc.option(one), head: fc.option(one) }), 12),
  });
  return dictionary(mode, 4).map((generated) => {
    const side = (name: 'baseline' | 'head'): Trials =>
      mapValues(generated, ({ cases }) =>
        Object.fromEntries(
          Object.entries(cases).flatMap(([id, both]) => {
            const list = both[name];
            return list === null ? [] : [[id, list]];
          }),
        ),
      );
    return {
      baseline: side('baseline'),
      head: side('head'),
      modes: mapValues(generated, ({ options }) => options),
    };
  });
};

export const mapValues = <From, To>(
  record: Record<string, From>,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

export const mapTrials = (
  trials: Trials,
  change: (list: readonly Trial[], mode: string, id: string) => readonly Trial[],
): Trials =>
  mapValues(trials, (cases, mode) => mapValues(cases, (list, id) => change(list, mode, id)));

/** Answers every request of a ruling, each trial by `outcome`. */
export const answer = (
  fresh: NonNullable<DecideOptions['fresh']>,
  { rerun }: Ruling,
  outcome: () => Trial,
): NonNullable<DecideOptions['fresh']> => {
  const next = { baseline: new Map(pairs(fresh.baseline)), head: new Map(pairs(fresh.head)) };
  for (const { mode, case: id, side, trials, stopAfterPasses = Infinity } of rerun) {
    const cases = new Map(Object.entries(next[side].get(mode) ?? {}));
    const runs = [...(cases.get(id) ?? [])];
    for (let run = 0, passes = 0; run < trials && passes < stopAfterPasses; run += 1) {
      const trial = outcome();
      runs.push(trial);
      passes += trial ?? 0;
    }
    next[side].set(mode, Object.fromEntries(cases.set(id, runs)));
  }
  return { baseline: Object.fromEntries(next.baseline), head: Object.fromEntries(next.head) };
};

const pairs = (trials: Trials) => Object.entries(trials);
