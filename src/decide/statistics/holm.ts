/** Holm's step-down adjustment of a family of p-values, in the order given. */
export const holm = (ps: readonly number[]): number[] => {
  const ranked = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = Array.from({ length: ps.length }, () => 1);
  let largest = 0;
  for (const [rank, { p, index }] of ranked.entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * p));
    adjusted[index] = largest;
  }
  return adjusted;
};
