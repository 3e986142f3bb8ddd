import type { RunRecord } from './baseline/store.ts';
import type { Debt } from './convert/debt.ts';
import type { Config, GatePolicy } from './domain/config.ts';
import type { EvalName, Rung } from './domain/names.ts';
import type { Report } from './domain/report.ts';
import type { Measured } from './measure/all.ts';
import { debtsOf } from './measure/judge/debts.ts';
import type { Work } from './measure/work.ts';

/** What the convert-to-code issues are kept by. */
export type Climbing = {
  settings: Config['climb_down'];
  evals: ReadonlyMap<EvalName, Rung>;
  debts(): Promise<Debt[]>;
};

/** A comparison that was decided: the same key has the same verdict. */
export type Compared = {
  key: string;
  /** Before any acceptance. */
  report: Report;
  policy: GatePolicy;
};

export type Outcome = {
  report: Report;
  /** Undefined where nothing was compared. */
  compared: Compared | undefined;
  /** What a push leaves on the data branch. */
  record: RunRecord | undefined;
  /** Of a push: its judges, which wait to become code, and all evals there are. */
  climbing: Climbing | undefined;
  /** Lets go of the outputs: nothing of the record can be read afterwards. */
  close(): Promise<void>;
};

/** A run that ended before anything was compared. */
export const ended = (report: Report): Outcome => ({
  report,
  compared: undefined,
  record: undefined,
  climbing: undefined,
  close: () => Promise.resolve(),
});

/** Only a push tells what there is now: a pull request's evals may never be merged. */
export const climbingOf = (work: Work, measured: Measured): Climbing | undefined => {
  const { config, evals } = work.head.definitions;
  if (work.kind !== 'baseline') return undefined;
  return {
    settings: config.climb_down,
    evals: new Map(evals.map(({ name, eval: check }) => [name, check.rung])),
    debts: () => debtsOf(work, measured),
  };
};
