import { union, without } from '../bits.ts';
import { best, isWorthAdding, type Candidate } from '../candidate.ts';
import type { Prepared } from '../family.ts';
import { onPart, type Part } from '../sample.ts';

const both = (a: Candidate, b: Candidate): Candidate => ({
  assert: [...a.assert, ...b.assert],
  failed: union(a.failed, b.failed),
  cost: a.cost + b.cost,
});

/** Assertions of two families, both of which must hold: the second for what the first lets by. */
export const together = (families: readonly Prepared[]): Prepared => {
  const pairsFrom = (first: Prepared, part: Part): Candidate[] => {
    const alone = first.choose(part);
    if (alone === undefined) return [];
    const rest = onPart(part, (members) => without(members, alone.failed));
    return families
      .filter((second) => second !== first)
      .flatMap((second) => second.choose(rest) ?? [])
      .map((second) => both(alone, second))
      .filter((pair) => isWorthAdding(pair, alone, part));
  };
  const choose = (part: Part): Candidate | undefined => {
    const single = best(
      families.flatMap((family) => family.choose(part) ?? []),
      part,
    );
    const pair = best(
      families.flatMap((family) => pairsFrom(family, part)),
      part,
    );
    return pair !== undefined && best([single ?? pair, pair], part) === pair ? pair : undefined;
  };
  const tried = families.length * (families.length - 1);
  return { name: 'two together', tried, choose };
};
