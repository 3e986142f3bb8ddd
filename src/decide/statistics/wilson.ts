/** The normal quantile of a two-sided 95% interval. */
export const z95 = 1.959963984540054;

/** Shares, 0 to 1. */
export type Interval = { lower: number; upper: number };

export const clip = (value: number, low = 0, high = 1): number =>
  Math.min(high, Math.max(low, value));

/** Wilson's score interval of `x` of `n`; `x` may be a sum of shares. All of 0..1 where n = 0. */
export const wilson = (x: number, n: number, z = z95): Interval => {
  if (n === 0) return { lower: 0, upper: 1 };
  const p = x / n;
  const scale = 1 + z ** 2 / n;
  const middle = (p + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  // At either end the bound is the end itself, which rounding would miss.
  return {
    lower: x === 0 ? 0 : clip(middle - half),
    upper: x === n ? 1 : clip(middle + half),
  };
};
