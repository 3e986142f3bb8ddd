import type { Cell, Measured } from './cells.ts';
import type { Change } from './world.ts';

/** Share of regressed modes caught when the rule was chosen: typical noise, 5 modes, by cases. */
const expected: Partial<Record<Change, Record<number, number>>> = {
  'one case broken for certain': { 10: 0.99, 30: 0.99, 100: 0.99 },
  'one case now passes 1 time in 10': { 10: 0.85, 30: 0.84, 100: 0.83 },
  '10% of the cases break': { 10: 0.96, 30: 1, 100: 1 },
  'a drop of 5 points, spread out': { 10: 0.037, 30: 0.11, 100: 0.48 },
  'a drop of 10 points, spread out': { 10: 0.16, 30: 0.55, 100: 0.98 },
};

/** Standard error of the expected shares, which were simulated too. */
const theirError = 0.015;

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** What this cell must keep, and does not. */
export const broken = (cell: Cell, { blocked, caught }: Measured): string[] => {
  const { modes, cases, noise, change, pulls } = cell;
  const where = `${modes} modes x ${cases} cases, ${noise} noise, ${change}`;
  const failures: string[] = [];
  if (change === 'nothing changed' && modes === 20 && blocked.failmode > 0.02) {
    failures.push(`${where}: ${percent(blocked.failmode)} blocked, at most 2% are accepted`);
  }
  if (change === 'one case broken for certain' && caught.failmode < 0.98) {
    failures.push(`${where}: ${percent(caught.failmode)} caught, at least 98% are accepted`);
  }
  const power = noise === 'typical' && modes === 5 ? expected[change]?.[cases] : undefined;
  if (power !== undefined) {
    const error = Math.sqrt((power * (1 - power)) / pulls + theirError ** 2);
    if (caught.failmode < power - 3 * error) {
      failures.push(`${where}: ${percent(caught.failmode)} caught, ${percent(power)} was expected`);
    }
  }
  return failures;
};
