import type { CaseId, EvalName, ModeId, Rung, TargetName } from './names.ts';
import type { Place } from './definitions.ts';
import type { Disagreement, Standing } from './judging.ts';
import type { Usage } from './output.ts';

/** The verdicts of a row, worst first: a failure mode's row shows the worst of its evals. */
export const rowVerdicts = [
  'regressed',
  'not measured',
  'undecided',
  'removed',
  'not comparable',
  'accepted',
  'advisory',
  'new',
  'improved',
  'same',
] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

/** Cases that passed of cases that were graded. */
export type Rate = { passed: number; graded: number };

/** What running a changed case again on both sides showed; passes of the graded re-runs. */
export type Again = {
  outcome: 'confirmed' | 'unresolved' | 'cleared';
  here: Rate;
  base: Rate;
};

/** A case whose result differs between the sides, with what was said of it. */
export type ChangedCase = {
  case: CaseId;
  /** Critique on this side (newly failing) or on the baseline's, where it is known. */
  critique: string;
  /** Undefined where it was not run again. */
  again?: Again;
};

/** One eval, compared. */
export type EvalRow = {
  name: EvalName;
  mode: ModeId;
  rung: Rung;
  target: TargetName;
  place: Place | undefined;
  verdict: RowVerdict;
  /** Why, in plain words; foreign text in it is marked by the renderer, not here. */
  reasons: string[];
  /** Of a row that regressed: why it would not have counted as measured, had it not. */
  unmeasured?: string;
  baseline: Rate | undefined;
  head: Rate | undefined;
  newlyFailing: ChangedCase[];
  newlyFixed: CaseId[];
  /** Newly failing against the baseline, but failing on the base branch's latest run as well. */
  alreadyFailing: CaseId[];
  errors: { case: CaseId; reason: string }[];
  /** Cases that passed on the baseline and that the eval skips here. */
  passesSkipped: CaseId[];
  added: number;
  removed: number;
  /** The smallest drop, in share of cases, that so many cases can see; undefined where any break is seen. */
  detectableDrop: number | undefined;
  /** Where the verdicts were carried over from: nothing this eval needs was touched. */
  carriedFrom: string | undefined;
  judge?: JudgeRow;
};

/** What a judge's row shows beside its verdicts. */
export type JudgeRow = {
  standing: Standing;
  /** Against people's labels, positive = pass; undefined where it was not measured. */
  agreement: (Agreement & { labels: number; on: string; at: string; ageDays: number }) | undefined;
  /** The head's pass rate as people would see it; undefined where nothing can be said. */
  corrected: { rate: number; clipped: boolean; lower: number; upper: number } | undefined;
  disagreements: Disagreement[];
  usage: Usage;
};

/** A share with its 95 % interval. */
export type Estimate = { value: number; lower: number; upper: number };

/** TPR, TNR and kappa; undefined where a class has no labels. */
export type Agreement = {
  tpr: Estimate | undefined;
  tnr: Estimate | undefined;
  kappa: Estimate | undefined;
};

/** One failure mode: a row of the table. */
export type ModeRow = {
  mode: ModeId;
  name: string;
  opinion: boolean;
  verdict: RowVerdict;
  /** The eval that decided, whose numbers the row shows. */
  decisive: EvalRow | undefined;
  evals: EvalRow[];
};
