import { chanceFrom } from '../../src/chance.ts';
import { pullRequest, rules, type Rule } from './pull-request.ts';
import { changes, worldOf, type Change, type Noise } from './world.ts';

/** One kind of pull request to one kind of repository, simulated `pulls` times. */
export type Cell = {
  modes: number;
  cases: number;
  noise: Noise;
  change: Change;
  pulls: number;
};

/** Shares of the pull requests; extra runs a case. */
export type Measured = {
  blocked: Record<Rule, number>;
  caught: Record<Rule, number>;
  undecided: number;
  extraRuns: number;
};

const shapes = [
  [5, 10],
  [5, 30],
  [5, 100],
  [20, 30],
] as const;

const pullsFor = (change: Change): number =>
  change === 'nothing changed' ? 2000 : change === 'one case broken for certain' ? 1000 : 400;

export const cells: Cell[] = shapes.flatMap(([modes, cases]) =>
  (['low', 'typical', 'high'] as const).flatMap((noise) =>
    changes.map((change) => ({ modes, cases, noise, change, pulls: pullsFor(change) })),
  ),
);

/**
 * Simulates one cell, with the decision as it is shipped. Every cell has its own seed, so that its
 * numbers do not depend on what else is simulated, or where.
 */
export const measure = (cell: Cell, index: number): Measured => {
  const chance = chanceFrom(20_261_124 + 7919 * index);
  const pulls = Array.from({ length: cell.pulls }, () =>
    pullRequest(chance, worldOf(chance, cell)),
  );
  const mean = (value: (pull: (typeof pulls)[number]) => number): number =>
    pulls.reduce((sum, pull) => sum + value(pull), 0) / pulls.length;
  const each = (of: 'blocked' | 'caught'): Record<Rule, number> => {
    const [failmode, drop, points] = rules.map((rule) => mean((pull) => Number(pull[of][rule])));
    return { failmode: failmode ?? 0, 'any drop': drop ?? 0, 'more than 5 points': points ?? 0 };
  };
  return {
    blocked: each('blocked'),
    caught: each('caught'),
    undecided: mean((pull) => Number(pull.undecided)),
    extraRuns: mean((pull) => pull.extraRuns / (cell.modes * cell.cases)),
  };
};

/** True: the pull request is innocent, and the fewer are blocked the better. */
export const isInnocent = (change: Change): boolean => changes.indexOf(change) < 2;
