import type { AssertionEntry } from '../../domain/assertion.ts';
import { textSize } from '../../assertions/text-size.ts';
import { bitsWhere, countOf, has, members, union } from '../bits.ts';
import { turned, worth, type Candidate } from '../candidate.ts';
import type { Prepared } from '../family.ts';
import type { Part, Sample } from '../sample.ts';

const units = ['words', 'lines', 'chars'] as const;
type Unit = (typeof units)[number];

/** Nothing of the part is longer than `low` and shorter than `high`: the limit stands between. */
type Limit = { unit: Unit; end: 'min' | 'max'; low: number; high: number; value: number };

/** The roundest whole number from `low` to `high`; of equally round ones, the middle one. */
const roundest = (low: number, high: number): number => {
  for (let unit = 10 ** Math.floor(Math.log10(Math.max(1, high))); unit > 1; unit /= 10) {
    const [first, last] = [Math.ceil(low / unit), Math.floor(high / unit)];
    if (first <= last) return Math.floor((first + last) / 2) * unit;
  }
  return Math.floor((low + high) / 2);
};

/** Every limit between two sizes of a part, with what it is worth there. */
function* limitsOn(part: Part, unit: Unit, sizes: readonly number[]): Generator<Limit> {
  const [allFails, allPasses] = [countOf(part.fails), countOf(part.passes)];
  const order = members(union(part.fails, part.passes)).toSorted(
    (a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0),
  );
  let [fails, passes] = [0, 0];
  for (const [at, index] of order.entries()) {
    if (has(part.fails, index)) fails += 1;
    else passes += 1;
    const [low, high] = [sizes[index] ?? 0, sizes[order[at + 1] ?? -1] ?? 0];
    if (high <= low) continue;
    const atMost = { tp: passes, fp: fails, tn: allFails - fails, fn: allPasses - passes };
    yield { unit, end: 'max', low, high, value: worth(atMost, 1) ?? 0 };
    yield { unit, end: 'min', low, high, value: worth(turned(atMost), 1) ?? 0 };
  }
}

const candidateOf = ({ unit, end, low, high }: Limit, sizes: readonly number[]): Candidate => {
  const limit = end === 'max' ? roundest(low, high - 1) : roundest(low + 1, high);
  const entry: AssertionEntry = { type: 'length', [end]: { [unit]: limit } };
  const failed = bitsWhere(sizes.length, (index) => {
    const size = sizes[index] ?? 0;
    return end === 'max' ? size > limit : size < limit;
  });
  return { assert: [entry], failed, cost: 1 };
};

/** At least or at most so many words, lines or characters. */
export const length = ({ texts }: Sample): Prepared => {
  const sizes = Object.fromEntries(units.map((unit) => [unit, texts.map(textSize[unit])]));
  const choose = (part: Part): Candidate | undefined => {
    let found: Limit | undefined;
    for (const unit of units)
      for (const limit of limitsOn(part, unit, sizes[unit] ?? []))
        if (limit.value > (found?.value ?? 0)) found = limit;
    return found && candidateOf(found, sizes[found.unit] ?? []);
  };
  const tried = units.reduce((sum, unit) => sum + 2 * (new Set(sizes[unit]).size - 1), 0);
  return { name: 'length', tried, choose };
};
