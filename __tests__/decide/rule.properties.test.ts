import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Ruling, type Trials } from '../../src/decide/decide.ts';
import { meanRate } from '../../src/decide/statistics/rate.ts';
import { near } from './near.ts';
import { answer, anyId, anyTrial, anyWorld, mapTrials, mapValues, type World } from './worlds.ts';

type Coins = Iterator<1 | 0>;

const graded = fc.constantFrom<1 | 0>(1, 0);
const none = { baseline: {}, head: {} };

const ascending = (a: string, b: string): number => (a < b ? -1 : 1);

/** All that a ruling says, whatever order things came in. */
const listsSorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(String).toSorted(ascending);
  return typeof value === 'object' && value !== null ? mapValues({ ...value }, listsSorted) : value;
};

const unordered = ({ modes, rerun, ...rest }: Ruling): unknown => ({
  ...rest,
  rerun: rerun.map((one) => JSON.stringify(one)).toSorted(ascending),
  modes: mapValues(modes, listsSorted),
});

const coins = (...faces: (1 | 0)[]) => fc.infiniteStream(fc.constantFrom(...faces));
/** Ten re-runs of every case of both sides, mostly worse on the head. */
const freshOf = ({ baseline, head }: World, [base, here]: [Coins, Coins]) => {
  const ten = (trials: Trials, side: Coins): Trials =>
    mapTrials(trials, () => Array.from({ length: 10 }, () => side.next().value ?? 0));
  return { baseline: ten(baseline, base), head: ten(head, here) };
};
const bothCoins = fc.tuple(coins(1, 1, 1, 0), coins(1, 0, 0));

const reversed = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).toReversed());
const turned = (trials: Trials): Trials => reversed(mapValues(trials, reversed));

const rateOf = (cases: readonly (readonly (1 | 0 | null)[])[]): number =>
  meanRate(
    cases.map((trials) => ({
      passes: trials.filter((trial) => trial === 1).length,
      graded: trials.filter((trial) => trial !== null).length,
    })),
  )?.rate ?? 0;

test('a baseline compared with itself never blocks and runs nothing again', () => {
  fc.assert(
    fc.property(
      anyWorld(),
      anyWorld(),
      fc.boolean(),
      ({ baseline, modes }, fresh, rerunAvailable) => {
        const ruling = decide(baseline, baseline, { modes, fresh, rerunAvailable });
        expect(ruling).toMatchObject({ block: false, rerun: [] });
      },
    ),
  );
});

test('a newly failing deterministic case blocks, whatever else there is', () => {
  fc.assert(
    fc.property(anyWorld(graded, 1), anyId, fc.boolean(), (world, id, rerunAvailable) => {
      const side = (cases: Trials, trial: 1 | 0) => ({
        ...cases,
        broken: Object.fromEntries([...Object.entries(cases['broken'] ?? {}), [id, [trial]]]),
      });
      const modes = { ...world.modes, broken: { rung: 'deterministic' as const } };
      const ruling = decide(side(world.baseline, 1), side(world.head, 0), {
        modes,
        rerunAvailable,
      });
      expect(ruling).toMatchObject({ block: true, modes: { broken: { verdict: 'regressed' } } });
    }),
  );
});

test('the order of modes and cases does not matter', () => {
  fc.assert(
    fc.property(anyWorld(), bothCoins, fc.boolean(), (world, both, rerunAvailable) => {
      const { baseline, head, modes } = world;
      const fresh = freshOf(world, both);
      const again = { baseline: turned(fresh.baseline), head: turned(fresh.head) };
      const one = decide(baseline, head, { modes, fresh, rerunAvailable });
      const options = { modes: reversed(modes), fresh: again, rerunAvailable };
      expect(unordered(decide(turned(baseline), turned(head), options))).toEqual(
        near(unordered(one)),
      );
    }),
  );
});

test('an extra trial that could not be graded changes nothing', () => {
  fc.assert(
    fc.property(anyWorld(), ({ baseline, head, modes }) => {
      const worse = mapTrials(head, (trials) => [null, ...trials]);
      expect(decide(baseline, worse, { modes })).toEqual(decide(baseline, head, { modes }));
    }),
  );
});

test('a pass that could not be graded never raises a rate', () => {
  const anyCases = fc.array(fc.array(anyTrial, { maxLength: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(anyCases, fc.nat(), (cases, pick) => {
      const index = pick % cases.length;
      const errored = cases.map((trials, i) =>
        i === index ? trials.map((trial) => (trial === 1 ? null : trial)) : trials,
      );
      expect(rateOf(errored)).toBeLessThanOrEqual(rateOf(cases) + 1e-12);
    }),
  );
});

test('of the first runs alone, more failures never take a block back', () => {
  fc.assert(
    fc.property(anyWorld(graded, 1), fc.func(fc.boolean()), ({ baseline, head, modes }, fails) => {
      const worse = mapTrials(head, (list, mode, id) =>
        fails(mode, id) ? list.map(() => 0) : list,
      );
      const options = { modes, rerunAvailable: false, alpha: 0.3 };
      fc.pre(decide(baseline, head, options).block);
      expect(decide(baseline, worse, options).block).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('among the re-runs, more failures never take a block back', () => {
  fc.assert(
    fc.property(anyWorld(graded, 1), bothCoins, fc.func(fc.boolean()), (world, both, fails) => {
      const { baseline, head, modes } = world;
      const fresh = freshOf(world, both);
      const worse = mapTrials(fresh.head, (list, mode, id) =>
        list.map((trial, run) => (fails(mode, id, run) ? 0 : trial)),
      );
      const options = { modes, alpha: 0.3 };
      fc.pre(decide(baseline, head, { ...options, fresh }).block);
      const after = decide(baseline, head, { ...options, fresh: { ...fresh, head: worse } });
      expect(after.block).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('two rounds of re-runs settle everything, within 2 r runs a case', () => {
  fc.assert(
    fc.property(anyWorld(), fc.infiniteStream(anyTrial), (world, stream) => {
      const { baseline, head, modes } = world;
      const outcome = () => stream.next().value ?? 0;
      const first = decide(baseline, head, { modes });
      const once = answer(none, first, outcome);
      const second = decide(baseline, head, { modes, fresh: once });
      const twice = answer(once, second, outcome);
      const last = decide(baseline, head, { modes, fresh: twice });
      expect(last.rerun).toEqual([]);
      const runs = [twice.baseline, twice.head].flatMap((side) =>
        Object.values(side).flatMap((cases) => Object.values(cases).map(({ length }) => length)),
      );
      expect(Math.max(0, ...runs)).toBeLessThanOrEqual(10);
    }),
  );
});

test('every p-value is one, and every newly failing case is confirmed, unresolved or cleared', () => {
  fc.assert(
    fc.property(anyWorld(), bothCoins, (world, both) => {
      const { baseline, head, modes } = world;
      const fresh = freshOf(world, both);
      for (const one of Object.values(decide(baseline, head, { modes, fresh }).modes)) {
        for (const p of [one.p1, one.pCase, one.pMode, one.pAdjusted, one.pFloor ?? 0]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        const sorted = [...one.confirmed, ...one.unresolved, ...one.cleared].toSorted();
        expect(sorted).toEqual(one.newlyFailing.toSorted());
      }
    }),
  );
});
