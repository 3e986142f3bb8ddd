import type { Tally } from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';
import type { Rate } from '../domain/row.ts';

/** What a string of marks says: 1 passed, 0 failed, null could not be measured; skips are left out. */
export const trialsOf = (marks: string): (0 | 1 | null)[] =>
  [...marks].flatMap((mark) =>
    mark === 'p' ? [1] : mark === 'f' ? [0] : mark === 'e' ? [null] : [],
  );

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

type Inputs = ReadonlyMap<CaseId, string>;

/** Brings the two sides of one eval together, case by case. `inputs` are prints of the cases' inputs. */
export const pairUp = (
  base: { tally: Tally; inputs: Inputs },
  head: { tally: Tally; inputs: Inputs },
  latest: Tally | undefined,
): Pairs => {
  const pairs: Pairs = {
    compared: [],
    added: [],
    removed: [],
    passesSkipped: [],
    alreadyFailing: [],
  };
  for (const [id, marks] of head.tally.marks) {
    const before = base.tally.marks.get(id);
    if (before === undefined || base.inputs.get(id) !== head.inputs.get(id)) {
      pairs.added.push(id);
      continue;
    }
    if (isSkipped(marks) && passes(before)) pairs.passesSkipped.push(id);
    if (isSkipped(marks) || isSkipped(before)) continue;
    const pair = { id, base: before, head: marks };
    const failsOnBranch =
      isGraded(latest?.marks.get(id) ?? '') && !passes(latest?.marks.get(id) ?? '');
    (passes(before) && failsOnBranch ? pairs.alreadyFailing : pairs.compared).push(pair);
  }
  for (const id of base.tally.marks.keys()) {
    if (!head.tally.marks.has(id) || base.inputs.get(id) !== head.inputs.get(id)) {
      pairs.removed.push(id);
    }
  }
  return pairs;
};
