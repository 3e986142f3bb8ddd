import type { Found } from '../baseline/store.ts';
import type { Rules } from '../decide/rules.ts';
import type { Affected } from '../decide/touched.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Files } from '../domain/definitions.ts';
import type { Report } from '../domain/report.ts';
import type { Side } from './sides.ts';

/** What there is to measure, and by which rules. */
export type Work = {
  kind: Report['kind'];
  head: Side;
  /** The side a change is made on; undefined where the checkout is held against the baseline itself. */
  base: Side | undefined;
  rules: Rules;
  found: Found | undefined;
  /** A change is not blocked by what its base branch's latest run broke; the branch itself is. */
  latest: Baseline | undefined;
  /** The files of the baseline's commit, by which its outputs are graded again; the head's where they cannot be had. */
  baselineFiles: Files;
  affected: readonly Affected[];
  force: boolean;
  /** Only this case is run and compared. */
  onlyCase: string | undefined;
  now: Date;
};
