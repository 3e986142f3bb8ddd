import { clip } from '../decide/statistics/wilson.ts';
import type { Estimate } from '../domain/row.ts';

/** A corrected rate of few traces can lie outside of its own interval. */
const within = ({ value, lower, upper }: Estimate): number => clip(value, lower, upper);

/**
 * `now` minus `then`, 95 %, as of independent samples: Newcombe's hybrid score interval (1998,
 * Statistics in Medicine 17:873-890, method 10), which takes the two intervals as they are, and so
 * holds for a corrected rate too (MOVER; Zou and Donner 2008, Statistics in Medicine 27:1693-1702).
 * Where the two share traces or a judge's labels, it is wider than it need be, never narrower.
 */
export const changeOf = (then: Estimate, now: Estimate): Estimate => {
  const [before, after] = [within(then), within(now)];
  const value = after - before;
  return {
    value,
    lower: value - Math.hypot(after - now.lower, then.upper - before),
    upper: value + Math.hypot(now.upper - after, before - then.lower),
  };
};

export const isBeyondLuck = ({ lower, upper }: Estimate): boolean => lower > 0 || upper < 0;
