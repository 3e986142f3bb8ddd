import type { Labels } from '../decide/statistics/labels.ts';
import { noBits, union, without, type Bits } from './bits.ts';
import { against, type Candidate } from './candidate.ts';
import type { Prepared } from './family.ts';
import { failedBy } from './graded.ts';
import { onPart, type Part, type Sample } from './sample.ts';

/** A family's choice on all examples, and how its choices did on examples they were not made by. */
export type Validated = { family: string; choice: Candidate; failed: Bits; labels: Labels };

/**
 * Searches on each fold's training part and asks what is found about the fold that was held out. A
 * fold in which nothing is found fails nothing. Empty: nothing is found on all examples.
 */
export const validate = async (
  { name, choose }: Prepared,
  sample: Sample,
  training: readonly Part[],
): Promise<Validated[]> => {
  const choice = choose(sample.whole);
  if (choice === undefined) return [];
  const all = union(sample.whole.fails, sample.whole.passes);
  let failed = noBits(sample.examples.length);
  for (const part of training) {
    const chosen = choose(part);
    if (chosen === undefined) continue;
    const heldOut = without(all, union(part.fails, part.passes));
    failed = union(failed, await failedBy(chosen.assert, sample, heldOut));
  }
  return [{ family: name, choice, failed, labels: against(failed, sample.whole) }];
};

/** What each fold is searched on. */
export const trainingParts = ({ whole }: Sample, folds: readonly Bits[]): Part[] =>
  folds.map((heldOut) => onPart(whole, (members) => without(members, heldOut)));
