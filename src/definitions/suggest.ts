/** Names longer than this are no slips of the hand. */
const longest = 64;

/** One row of the table of distances. */
const rowAfter = (
  above: readonly number[],
  twoAbove: readonly number[] | undefined,
  name: string,
  other: string,
  at: number,
): number[] => {
  const row = [at + 1];
  for (let i = 0; i < other.length; i += 1) {
    const same = name[at] === other[i];
    const swapped = i > 0 && name[at] === other[i - 1] && name[at - 1] === other[i];
    row.push(
      Math.min(
        (above[i + 1] ?? 0) + 1,
        (row[i] ?? 0) + 1,
        (above[i] ?? 0) + (same ? 0 : 1),
        twoAbove && swapped ? (twoAbove[i - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return row;
};

/** Damerau's distance: letters left out, added, changed, or swapped with their neighbour. */
export const distance = (name: string, other: string): number => {
  let twoAbove: number[] | undefined;
  let above = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let at = 0; at < name.length; at += 1) {
    const row = rowAfter(above, twoAbove, name, other, at);
    twoAbove = above;
    above = row;
  }
  return above[other.length] ?? 0;
};

/** `maxErrors`, `max-errors` and `max_errors` are one name with different habits. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The name that was evidently meant, where there is one. */
export const suggest = (name: string, known: Iterable<string>): string | undefined => {
  if (name.length > longest) return undefined;
  const bare = plain(name);
  let best: { distance: number; name: string } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > longest / 4) continue;
    const steps = distance(bare, plain(candidate));
    const allowed = Math.max(1, Math.floor(Math.min(name.length, candidate.length) / 3));
    if (steps <= allowed && (best === undefined || steps < best.distance)) {
      best = { distance: steps, name: candidate };
    }
  }
  return best?.name;
};
