import type { AssertionEntry } from '../domain/assertion.ts';
import type { Labels } from '../decide/statistics/labels.ts';
import { countOf, countShared, type Bits } from './bits.ts';
import { minimumSupport } from './limits.ts';
import type { Part } from './sample.ts';

/** Assertions that might replace a judge. `cost`: how much there is to read in them. */
export type Candidate = { assert: AssertionEntry[]; failed: Bits; cost: number };

/** What one more thing to read must bring. */
const priceOfCost = 0.02;

/** What fails `failed`, against people; as for a judge, positive = pass. */
export const against = (failed: Bits, { fails, passes }: Part): Labels => {
  const [tn, fn] = [countShared(failed, fails), countShared(failed, passes)];
  return { tn, fn, fp: countOf(fails) - tn, tp: countOf(passes) - fn };
};

/** The same of the opposite verdicts. */
export const turned = ({ tp, fn, tn, fp }: Labels): Labels => ({ tp: fn, fn: tp, tn: fp, fp: tn });

/**
 * Matthews' correlation of verdicts and labels, -1 to 1: high only where passes and fails are both
 * told, however many there are of each. 0 where either is all of one kind.
 */
export const correlation = ({ tp, fn, tn, fp }: Labels): number => {
  const scale = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
  return scale === 0 ? 0 : (tp * tn - fp * fn) / Math.sqrt(scale);
};

/** What a candidate is chosen by; undefined where too few labels support it. */
export const worth = (labels: Labels, cost: number): number | undefined => {
  const value = correlation(labels) - priceOfCost * cost;
  return Math.min(labels.tn, labels.tp) >= minimumSupport && value > 0 ? value : undefined;
};

/** The most valuable on a part; the first of those that are equal. */
export const best = <Kind extends Candidate>(
  candidates: Iterable<Kind>,
  part: Part,
): Kind | undefined => {
  let found: Kind | undefined;
  let highest = 0;
  for (const candidate of candidates) {
    const value = worth(against(candidate.failed, part), candidate.cost) ?? 0;
    if (value > highest) [found, highest] = [candidate, value];
  }
  return found;
};

/** True: with one more piece it is worth more, and enough labels more are right. */
export const isWorthAdding = (after: Candidate, before: Candidate, part: Part): boolean => {
  const right = ({ failed }: Candidate): number => {
    const { tp, tn } = against(failed, part);
    return tp + tn;
  };
  return right(after) - right(before) >= minimumSupport && best([before, after], part) === after;
};
