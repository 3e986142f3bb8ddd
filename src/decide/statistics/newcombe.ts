import { wilson, type Interval } from './wilson.ts';

/** Cases by what they did: `a` pass on both sides, `b` on the baseline only, `c` on the head only, `d` on neither. */
export type Pairs = { a: number; b: number; c: number; d: number };

export type PairedDifference = { delta: number; phi: number } & Interval;

const correlation = ({ a, b, c, d }: Pairs): number => {
  const scale = (a + b) * (c + d) * (a + c) * (b + d);
  const product = a * d - b * c;
  const half = (a + b + c + d) / 2;
  const corrected = product > 0 ? Math.max(0, product - half) : product;
  return scale === 0 ? 0 : corrected / Math.sqrt(scale);
};

/** Head minus baseline, 95%: Newcombe's method 10 for paired shares (1998). Needs at least one case. */
export const newcombe = (pairs: Pairs): PairedDifference => {
  const { a, b, c, d } = pairs;
  const n = a + b + c + d;
  const phi = correlation(pairs);
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const [first, second] = [wilson(a + b, n), wilson(a + c, n)];
  const reach = (x: number, y: number): number =>
    Math.sqrt(Math.max(0, x ** 2 - 2 * phi * x * y + y ** 2));
  return {
    delta: p2 - p1,
    phi,
    lower: p2 - p1 - reach(p2 - second.lower, first.upper - p1),
    upper: p2 - p1 + reach(second.upper - p2, p1 - first.lower),
  };
};
