import type { AssertionEntry } from '../domain/assertion.ts';
import { union, without } from './bits.ts';
import { best, type Candidate } from './candidate.ts';
import { failedBy } from './graded.ts';
import type { Part, Sample } from './sample.ts';

/** The best candidate by the labels of a part; the labels of the others are not looked at. */
export type Choose = (part: Part) => Candidate | undefined;

/** One kind of assertion, made ready for a sample. `tried`: how many candidates it has. */
export type Prepared = { name: string; tried: number; choose: Choose };

export type Family = (sample: Sample) => Prepared | Promise<Prepared>;

/** `either`: the one assertion may be turned around (`not`) as well. */
type Listed = { assert: AssertionEntry[]; either?: true };

export const either = (entry: AssertionEntry): Listed => ({ assert: [entry], either: true });

/** A family whose candidates are a list; of equals, the first is chosen. */
export const listFamily =
  (name: string, list: (sample: Sample) => readonly Listed[]): Family =>
  async (sample) => {
    const everyone = union(sample.whole.fails, sample.whole.passes);
    const candidates: Candidate[] = [];
    for (const { assert, either: isEither } of list(sample)) {
      const candidate = { assert, failed: await failedBy(assert, sample), cost: assert.length };
      candidates.push(candidate);
      if (isEither !== true) continue;
      const turned = assert.map((entry) => ({ ...entry, not: true }));
      const failed = without(everyone, candidate.failed);
      candidates.push({ ...candidate, assert: turned, failed });
    }
    return { name, tried: candidates.length, choose: (part) => best(candidates, part) };
  };
