import { decide, type Ruling, type Trials } from '../../src/gate.ts';
import type { Chance } from '../../src/chance.ts';
import { toss } from './chance.ts';
import type { World } from './world.ts';

export const rules = ['failmode', 'any drop', 'more than 5 points'] as const;
export type Rule = (typeof rules)[number];

export type Outcome = {
  /** By any failure mode. */
  blocked: Record<Rule, boolean>;
  /** By the first failure mode, which is the one that changed. */
  caught: Record<Rule, boolean>;
  undecided: boolean;
  /** Runs beyond one of each case on the head. */
  extraRuns: number;
};

type Fresh = { baseline: Record<string, Record<string, (1 | 0)[]>>; head: Fresh['baseline'] };

const firstRuns = (chance: Chance, rates: readonly number[][]): Trials =>
  Object.fromEntries(
    rates.map((cases, mode) => [
      mode,
      Object.fromEntries(cases.map((rate, i) => [i, [toss(chance, rate)]])),
    ]),
  );

/** Does what a ruling asks for: runs cases again, as a runner would. */
const runAgain = (chance: Chance, world: World, { rerun }: Ruling, fresh: Fresh): number => {
  let runs = 0;
  for (const { mode, case: id, side, trials, stopAfterPasses = Infinity } of rerun) {
    const rates = side === 'head' ? world.head : world.main;
    const rate = rates[Number(mode)]?.[Number(id)] ?? 0;
    const outcomes = ((fresh[side][mode] ??= {})[id] ??= []);
    for (let run = 0, passes = 0; run < trials && passes < stopAfterPasses; run += 1) {
      const trial = toss(chance, rate);
      outcomes.push(trial);
      passes += trial;
      runs += 1;
    }
  }
  return runs;
};

const passesOf = (trials: Trials): number[] =>
  Object.values(trials).map(
    (cases) =>
      Object.values(cases)
        .flat()
        .filter((one) => one === 1).length,
  );

/** One pull request, under every rule. */
export const pullRequest = (chance: Chance, world: World): Outcome => {
  const baseline = firstRuns(chance, world.stored);
  const head = firstRuns(chance, world.head);
  const modes = Object.fromEntries(
    Object.keys(head).map((mode) => [mode, { rung: 'sampled' as const }]),
  );
  const fresh: Fresh = { baseline: {}, head: {} };
  let ruling = decide(baseline, head, { modes, fresh });
  let extraRuns = 0;
  while (ruling.rerun.length > 0) {
    extraRuns += runAgain(chance, world, ruling, fresh);
    ruling = decide(baseline, head, { modes, fresh });
  }
  const before = passesOf(baseline);
  const drops = passesOf(head).map((now, mode) => (before[mode] ?? 0) - now);
  const cases = world.head[0]?.length ?? 0;
  const red: Record<Rule, boolean[]> = {
    failmode: Object.values(ruling.modes).map(({ verdict }) => verdict === 'regressed'),
    'any drop': drops.map((drop) => drop > 0),
    'more than 5 points': drops.map((drop) => drop > cases * 0.05 + 1e-9),
  };
  const each = (pick: (modes: boolean[]) => boolean): Record<Rule, boolean> => ({
    failmode: pick(red.failmode),
    'any drop': pick(red['any drop']),
    'more than 5 points': pick(red['more than 5 points']),
  });
  return {
    blocked: each((all) => all.includes(true)),
    caught: each(([first]) => first === true),
    undecided: ruling.conclusion === 'undecided',
    extraRuns,
  };
};
