import type { Decision } from './decision.ts';
import type { CaseId, EvalName, ModeId, Rung } from './names.ts';
import type { Usage } from './output.ts';
import type { Problem } from './problem.ts';
import type { TouchedTarget } from './touched.ts';

/** How much of inputs and outputs is shown: all, redacted, or none. */
export const detailLevels = ['full', 'redacted', 'none'] as const;
export type DetailLevel = (typeof detailLevels)[number];

/** A newly failing case, with what a person needs to judge it. */
export type CaseDetail = {
  eval: EvalName;
  mode: ModeId;
  case: CaseId;
  input: string;
  /** The baseline's output; undefined where it is not stored. */
  before: string | undefined;
  after: string | undefined;
  critique: string;
  /** Reproduces the case on the reader's machine. */
  command: string;
};

/** Where the numbers to compare with came from. */
export type BaselineOrigin = {
  commit: string;
  branch: string;
  /** ISO 8601. */
  at: string;
  ageDays: number;
  stale: boolean;
  models: string[];
  /** The branch's latest run, where it is newer than the baseline and regressed. */
  latest?: { commit: string; at: string };
};

/** The state of the loop: what keeps a suite from going stale. */
export type LoopHealth = {
  /** The most frequent failure modes that have no eval, most frequent first. */
  modesWithoutEval: { mode: ModeId; name: string; seen: number }[];
  /** Evals on the judge or human rung that could become code. */
  toClimb: { eval: EvalName; rung: Rung }[];
  opinions: number;
  /** Days since the last note was written; undefined where nobody has looked. */
  daysSinceLooking: number | undefined;
  overdue: boolean;
};

/** Cases that changed and were run again, up to `perSide` times a side, and what came of it. */
export type Reruns = {
  cases: number;
  perSide: number;
  confirmed: number;
  cleared: number;
  unresolved: number;
};

/** One run, whole: what every report, comment, page and file is rendered from. */
export type Report = {
  /** The version of results.json. */
  schema: 1;
  /** What was run: a gate on a change, a baseline on a push, or a check at the terminal. */
  kind: 'gate' | 'baseline' | 'check';
  subject: { commit: string; base?: string; head?: string; pullRequest?: number; branch?: string };
  decision: Decision;
  touched: TouchedTarget[];
  baseline: BaselineOrigin | undefined;
  /** Of each target that ran: cases asked, and those carried over from the baseline. */
  targets: { target: string; cases: number; ran: number; carried: number; models: string[] }[];
  usage: { here: Usage; baseline: Usage | undefined };
  details: CaseDetail[];
  /** How changed cases were run again on both sides; undefined where none was. */
  reruns: Reruns | undefined;
  /** The code that an acceptance of this very result carries; undefined where nothing is to be accepted. */
  acceptCode: string | undefined;
  loop: LoopHealth;
  /** Told to the reader besides the verdict: a permission that is missing, a rule that could not be used. */
  warnings: string[];
  /** What is wrong in the user's files, where the verdict is `invalid`. */
  problems: Problem[];
};
