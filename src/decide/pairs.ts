import type { Tally } from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';
import type { Rate } from '../domain/row.ts';

const trials: ReadonlyMap<string, readonly (0 | 1 | null)[]> = new Map([
  ['p', [1]],
  ['f', [0]],
  ['e', [null]],
]);

/** What a string of marks says: 1 passed, 0 failed, null could not be measured; skips are left out. */
export const trialsOf = (marks: string): (0 | 1 | null)[] =>
  marks.split('').flatMap((mark) => trials.get(mark) ?? []);

const count = (marks: string, mark: string): number => marks.split(mark).length - 1;

/** More than half of the trials that were graded passed. */
export const passes = (marks: string): boolean => count(marks, 'p') > count(marks, 'f');

/** At least one trial was graded. */
export const isGraded = (marks: string): boolean => marks.includes('p') || marks.includes('f');

/** The eval does not apply: every trial was skipped. */
export const isSkipped = (marks: string): boolean =>
  marks !== '' && count(marks, 's') === marks.length;

/** No trial was graded, though the eval applies. */
export const isErrored = (marks: string): boolean => !isGraded(marks) && !isSkipped(marks);

/** Cases by majority of their trials. */
export const rateOf = (marks: Iterable<string>): Rate => {
  const rate = { passed: 0, graded: 0 };
  for (const one of marks) {
    if (!isGraded(one)) continue;
    rate.graded += 1;
    if (passes(one)) rate.passed += 1;
  }
  return rate;
};

/** A case on both sides: its marks here and on the baseline. */
export type Pair = { id: CaseId; base: string; head: string };

export type Pairs = {
  /** Cases that are on both sides with the same input, and that the eval skips on neither. */
  compared: Pair[];
  added: CaseId[];
  removed: CaseId[];
  passesSkipped: CaseId[];
  /** Cases that passed on the baseline and fail on the base branch's latest run. */
  alreadyFailing: Pair[];
};

type Side = { tally: Tally; inputs: ReadonlyMap<CaseId, string> };

const fails = (marks: string | undefined): boolean =>
  marks !== undefined && isGraded(marks) && !passes(marks);

/**
 * Brings the two sides of one eval together, case by case; `inputs` are prints of the cases' inputs.
 * A case whose input changed is one removed and one added.
 */
export const pairUp = (base: Side, head: Side, latest: Tally | undefined): Pairs => {
  const isShared = (id: CaseId): boolean =>
    base.tally.marks.has(id) &&
    head.tally.marks.has(id) &&
    base.inputs.get(id) === head.inputs.get(id);
  const shared = [...head.tally.marks]
    .filter(([id]) => isShared(id))
    .map(([id, marks]): Pair => ({ id, base: base.tally.marks.get(id) ?? '', head: marks }));
  const applies = shared.filter((pair) => !isSkipped(pair.base) && !isSkipped(pair.head));
  const isKnown = (pair: Pair): boolean => passes(pair.base) && fails(latest?.marks.get(pair.id));
  return {
    compared: applies.filter((pair) => !isKnown(pair)),
    alreadyFailing: applies.filter(isKnown),
    passesSkipped: shared
      .filter((pair) => passes(pair.base) && isSkipped(pair.head))
      .map(({ id }) => id),
    added: [...head.tally.marks.keys()].filter((id) => !isShared(id)),
    removed: [...base.tally.marks.keys()].filter((id) => !isShared(id)),
  };
};
