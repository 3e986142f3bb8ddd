import type { Outputs } from '../baseline/outputs.ts';
import type { TargetPrint } from '../baseline/prints.ts';
import type { Resources } from '../domain/assertion.ts';
import type { StoredEval, StoredTarget } from '../domain/baseline.ts';
import type { Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import type { CasePrint, MeasuredEval, MeasuredTarget, Tally } from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { Production } from '../targets/target.ts';
import type { Judges } from './judge/bench.ts';
import type { Spool } from './spool.ts';

/** What a baseline knows of a target: verdicts, and outputs that can be graded again. */
export type Reference = {
  commit: string;
  target: StoredTarget;
  evals: Readonly<Record<EvalName, StoredEval>>;
  outputs: Outputs;
};

export type Job = { case: Case; trial: number };

export type TargetRun = {
  name: string;
  target: Target;
  models: string[];
  evals: readonly DefinedEval[];
  print: TargetPrint;
  evalPrints: Readonly<Record<EvalName, string>>;
  commit: string;
  /** True: something its outputs depend on was touched, so every case is run. */
  mustRun: boolean;
  reference: Reference | undefined;
  cases(): AsyncIterable<Case>;
  /** Runs jobs as they come; opened when the first one is known. */
  produce(jobs: AsyncIterable<Job>): AsyncIterable<Job & { production: Production }>;
  resources: { head: Resources; base: Resources };
  judges: Judges;
  spool(): Promise<Spool>;
  seconds(): number;
};

export type MeasuredSide = {
  target: MeasuredTarget;
  evals: MeasuredEval[];
  /** The baseline's verdicts by the checks of this side; `incomparable` where its outputs are not stored. */
  baseline: Map<EvalName, Tally | 'incomparable'>;
  outputs: Outputs;
  /** The baseline's outputs, where there are any. */
  before: Outputs | undefined;
  spool: Spool;
};

/** What came of going through the cases. */
export type Pass = {
  cases: Map<CaseId, CasePrint>;
  carried: Set<CaseId>;
  regraded: Set<CaseId>;
  ran: number;
};
