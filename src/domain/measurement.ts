import type { Rung, CaseId, EvalName, TargetName } from './names.ts';
import type { Calibration, Standing } from './judging.ts';
import type { Usage } from './output.ts';

/**
 * The verdicts of one eval on one side: a case's trials as a string of marks, and what was said of
 * those that did not pass.
 */
export type Tally = {
  marks: Map<CaseId, string>;
  sayings: Map<CaseId, string>;
};

export const emptyTally = (): Tally => ({ marks: new Map(), sayings: new Map() });

/** A case as fingerprints: of its input, by which an output belongs to it, and of all of it. */
export type CasePrint = { input: string; whole: string };

/** One side's verdicts and where they came from: here, or carried over from another commit. */
export type MeasuredEval = {
  name: EvalName;
  rung: Rung;
  target: TargetName;
  fingerprint: string;
  deterministic: boolean;
  measuredAt: string;
  tally: Tally;
  judge?: MeasuredJudge;
};

/** What is known of a judge beside its verdicts. */
export type MeasuredJudge = {
  standing: Standing;
  /** What it would be by the labels of the change, where these differ from those that count. */
  proposed?: Standing;
  /** The file of labels it was held against, by its hash. */
  labels: string | undefined;
  /** Undefined where it was not measured against people. */
  calibration: Calibration | undefined;
  /** Of that measurement. */
  ageDays: number;
  /** What its questions took, those for its calibration included. */
  usage: Usage;
  /** People's verdicts on this side's very outputs, by case. */
  people: ReadonlyMap<CaseId, 'pass' | 'fail'>;
};

export type MeasuredTarget = {
  name: TargetName;
  fingerprint: string;
  recordings: string | undefined;
  index: string | undefined;
  measuredAt: string;
  trials: number;
  models: string[];
  usage: Usage;
  cases: Map<CaseId, CasePrint>;
  /** Cases that were run now; the others' outputs are carried over. */
  ran: number;
};
