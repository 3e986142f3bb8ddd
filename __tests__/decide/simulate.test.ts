import { expect, test } from 'vitest';
import { broken } from '../../scripts/simulate/acceptance.ts';
import { measure, type Cell, type Measured } from '../../scripts/simulate/cells.ts';
import { chanceFrom } from '../../src/chance.ts';
import { changes, worldOf } from '../../scripts/simulate/world.ts';

const cell = (differs: Partial<Cell>): Cell => ({
  modes: 5,
  cases: 30,
  noise: 'typical',
  change: 'nothing changed',
  pulls: 400,
  ...differs,
});
const beside = { 'any drop': 1, 'more than 5 points': 1 };
const found = (blocked: number, caught: number): Measured => ({
  blocked: { failmode: blocked, ...beside },
  caught: { failmode: caught, ...beside },
  undecided: 0,
  extraRuns: 0,
});
const mean = (rates: readonly number[] = []) =>
  rates.reduce((sum, rate) => sum + rate, 0) / rates.length;

test.each([
  ['too many innocent are blocked', cell({ modes: 20 }), found(0.021, 0), 1],
  ['few innocent are blocked', cell({ modes: 20 }), found(0.02, 0), 0],
  ['a broken case is missed', cell({ change: changes[2], noise: 'low' }), found(0, 0.979), 1],
  ['a broken case is caught', cell({ change: changes[2] }), found(0, 0.98), 0],
  ['a thin drop is caught less often', cell({ change: changes[6] }), found(0, 0.45), 1],
  ['a thin drop is caught as expected', cell({ change: changes[6] }), found(0, 0.5), 0],
])('the simulation says so when %s', (_, kind, measured, failures) => {
  expect(broken(kind, measured)).toHaveLength(failures);
});

test('a seed gives the same figures again', () => {
  const kind = cell({ pulls: 5 });
  expect(measure(kind, 3)).toEqual(measure(kind, 3));
});

test.each([
  ['a drop of 5 points, spread out', 'main', 0.05],
  ['a drop of 10 points, spread out', 'main', 0.1],
  ["the provider's model dropped 10 points", 'stored', 0.1],
] as const)('%s is one of exactly that', (change, before, drop) => {
  const world = worldOf(chanceFrom(1), cell({ change }));
  expect(mean(world[before][0]) - mean(world.head[0])).toBeCloseTo(drop, 6);
});
