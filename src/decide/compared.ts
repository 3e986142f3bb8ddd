import type { Place } from '../domain/definitions.ts';
import type { MeasuredEval, Tally } from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';

type Inputs = ReadonlyMap<CaseId, string>;

/** One eval on both sides. The baseline's verdicts were made by the same check as the head's. */
export type Compared = {
  head: MeasuredEval;
  place: Place;
  headInputs: Inputs;
  /** `incomparable`: the check changed and the baseline's outputs cannot be graded by it. */
  baseline: { tally: Tally; inputs: Inputs; measuredAt: string } | 'incomparable' | undefined;
  /** The verdicts of the base branch's latest run, where it is newer than the baseline. */
  latest: Tally | undefined;
  /** Neither the check nor what its outputs depend on was touched: nothing to decide. */
  carried: boolean;
  /** Why nothing could be measured at all, such as recordings that are stale. */
  unmeasurable: string | undefined;
};
