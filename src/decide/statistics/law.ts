/** A probability distribution on the integers `low`, `low + 1`, ... */
export type Law = { low: number; weights: readonly number[] };

/** Weights below this share of the largest are dropped: they move no p-value by as much as 1e-50. */
const negligible = 1e-60;

const normalised = (low: number, weights: readonly number[]): Law => {
  const largest = weights.reduce((max, weight) => Math.max(max, weight), 0);
  const counts = (weight: number): boolean => weight > largest * negligible;
  const first = weights.findIndex(counts);
  const kept = weights.slice(first, weights.findLastIndex(counts) + 1);
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return { low: low + first, weights: kept.map((weight) => weight / total) };
};

/** The last k with P(k) >= P(k - 1), for a ratio that falls as k grows. */
const modeOf = (low: number, high: number, ratio: (k: number) => number): number => {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (ratio(middle) >= 1) from = middle + 1;
    else to = middle;
  }
  return from;
};

/**
 * The law on `low..high` with P(k + 1) / P(k) = `ratio(k)`, falling in k: binomial, hypergeometric,
 * beta-binomial. Built outwards from its mode, so that nothing overflows and no factorial is needed.
 */
export const lawOf = (low: number, high: number, ratio: (k: number) => number): Law => {
  const mode = modeOf(low, high, ratio);
  const below: number[] = [];
  for (let k = mode - 1, weight = 1; k >= low && weight > negligible; k -= 1) {
    weight /= ratio(k);
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < high && weight > negligible; k += 1) {
    weight *= ratio(k);
    above.push(weight);
  }
  return normalised(mode - below.length, [...below.toReversed(), 1, ...above]);
};

/** Always zero. */
export const nothing: Law = { low: 0, weights: [1] };

/** The law of the sum of two independent draws. */
export const convolve = (a: Law, b: Law): Law => {
  const sums = Array.from({ length: a.weights.length + b.weights.length - 1 }, () => 0);
  for (const [i, left] of a.weights.entries()) {
    if (left === 0) continue;
    for (let j = 0; j < b.weights.length; j += 1) {
      sums[i + j] = (sums[i + j] ?? 0) + left * (b.weights[j] ?? 0);
    }
  }
  return normalised(a.low + b.low, sums);
};

/** The law of the sum of `n` independent draws. */
export const power = (law: Law, n: number): Law => {
  if (n === 0) return nothing;
  if (n % 2 === 1) return convolve(law, power(law, n - 1));
  const half = power(law, n / 2);
  return convolve(half, half);
};

/** The law of `factor` times a draw. */
export const stretch = ({ low, weights }: Law, factor: number): Law => ({
  low: low * factor,
  weights: Array.from({ length: (weights.length - 1) * factor + 1 }, (_, i) =>
    i % factor === 0 ? (weights[i / factor] ?? 0) : 0,
  ),
});

const sum = (weights: readonly number[]): number =>
  Math.min(
    1,
    weights.reduce((total, weight) => total + weight, 0),
  );

/** P(X <= k). */
export const lowerTail = ({ low, weights }: Law, k: number): number => {
  if (k < low) return 0;
  return k >= low + weights.length - 1 ? 1 : sum(weights.slice(0, k - low + 1));
};

/** P(X >= k). */
export const upperTail = ({ low, weights }: Law, k: number): number => {
  if (k <= low) return 1;
  return k > low + weights.length - 1 ? 0 : sum(weights.slice(k - low));
};
