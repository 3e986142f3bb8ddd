import { fingerprint } from '../baseline/fingerprint.ts';
import type { Outputs } from '../baseline/outputs.ts';
import { printOfCase, type TargetPrint } from '../baseline/prints.ts';
import { inputsOf, tallyOf } from '../baseline/record.ts';
import type { Resources } from '../domain/assertion.ts';
import type { StoredEval, StoredTarget } from '../domain/baseline.ts';
import type { Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import {
  emptyTally,
  type CasePrint,
  type MeasuredEval,
  type MeasuredTarget,
  type Tally,
} from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import { noUsage, type Usage } from '../domain/output.ts';
import type { Production } from '../targets/target.ts';
import { gradeOutput, gradeStored, prepareGraders, type Graders } from './grading.ts';
import { graderOf, judgeFacts, type Judges } from './judge/bench.ts';
import { openPool } from './pool.ts';
import type { Spool } from './spool.ts';
import { addUsage } from './usage.ts';

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

type Pass = {
  cases: Map<CaseId, CasePrint>;
  carried: Set<CaseId>;
  regraded: Set<CaseId>;
  ran: number;
};

/** The cases that have to be run; the others keep the baseline's output. */
async function* jobsOf(run: TargetRun, pass: Pass): AsyncGenerator<Job> {
  const known = new Map(
    run.reference?.target.cases.map(([id, input, whole]) => [id, { input, whole }]),
  );
  for await (const one of run.cases()) {
    const print = printOfCase(one);
    pass.cases.set(one.id, print);
    const before = known.get(one.id);
    if (before?.input === print.input && before.whole !== print.whole) pass.regraded.add(one.id);
    if (!run.mustRun && before?.input === print.input) {
      pass.carried.add(one.id);
      continue;
    }
    pass.ran += 1;
    for (let trial = 0; trial < run.target.trials; trial += 1) yield { case: one, trial };
  }
}

/** Runs what has to be run, and grades each output as it comes. */
const runCases = async (
  run: TargetRun,
  pass: Pass,
  graders: Graders,
  spool: Spool,
): Promise<Usage> => {
  const pool = openPool(run.target.concurrency);
  const usage = noUsage();
  const started = run.seconds();
  const { trials } = run.target;
  for await (const { case: one, trial, production } of run.produce(jobsOf(run, pass))) {
    addUsage(usage, production);
    await spool.put(one.id, trial, production.produced);
    await gradeOutput(graders, one, { trial, trials }, production.produced, pool);
  }
  await pool.idle();
  usage.seconds = run.seconds() - started;
  return usage;
};

const only = (cases: AsyncIterable<Case>, ids: ReadonlySet<CaseId>): AsyncIterable<Case> =>
  (async function* () {
    for await (const one of cases) if (ids.has(one.id)) yield one;
  })();

/** The stored outputs of these cases, graded by the checks of this side. */
const regrade = async (
  run: TargetRun,
  evals: readonly DefinedEval[],
  ids: ReadonlySet<CaseId>,
  { outputs }: Reference,
): Promise<Graders> => {
  const { base } = run.resources;
  const graders = await prepareGraders(evals, base, graderOf(run.judges, 'stored', base));
  if (graders.size > 0 && ids.size > 0) {
    const pool = openPool(run.target.concurrency);
    await gradeStored(graders, only(run.cases(), ids), outputs, pool);
  }
  return graders;
};

const overlay = (onto: Tally, from: Tally): void => {
  for (const [id, marks] of from.marks) {
    onto.marks.set(id, marks);
    const saying = from.sayings.get(id);
    if (saying !== undefined) onto.sayings.set(id, saying);
  }
};

/**
 * The baseline's verdicts, by the checks of this side: as they are stored where check and case are
 * the same, and from its stored outputs where they are not, so that both sides share one check.
 */
const baselineTallies = async (
  run: TargetRun,
  pass: Pass,
): Promise<Map<EvalName, Tally | 'incomparable'>> => {
  const { reference } = run;
  const tallies = new Map<EvalName, Tally | 'incomparable'>();
  if (reference === undefined) return tallies;
  const checked = run.evals.filter((defined) => defined.eval.rung !== 'human');
  const isSame = ({ name }: DefinedEval) =>
    reference.evals[name]?.fingerprint === run.evalPrints[name];
  const inputs = inputsOf(reference.target);
  const shared = new Set(
    [...pass.cases].filter(([id, print]) => inputs.get(id) === print.input).map(([id]) => id),
  );
  const changed = checked.filter((defined) => !isSame(defined));
  const again = await regrade(run, changed, shared, reference);
  // Most changes leave every case as it was: then no check is made ready for the base in vain.
  const kept = pass.regraded.size === 0 ? [] : checked.filter(isSame);
  const touched = await regrade(run, kept, pass.regraded, reference);
  for (const { name } of checked) {
    const stored = reference.evals[name];
    if (again.has(name)) {
      tallies.set(
        name,
        reference.target.outputs.length > 0
          ? (again.get(name)?.tally ?? emptyTally())
          : 'incomparable',
      );
    } else if (stored !== undefined) {
      const tally = tallyOf(stored, reference.target);
      overlay(tally, touched.get(name)?.tally ?? emptyTally());
      tallies.set(name, tally);
    }
  }
  return tallies;
};

const carryOver = (
  graders: Graders,
  baseline: ReadonlyMap<EvalName, Tally | 'incomparable'>,
  ids: ReadonlySet<CaseId>,
) => {
  for (const [name, { tally }] of graders) {
    const before = baseline.get(name);
    if (before === undefined || before === 'incomparable') continue;
    const kept = [...before.marks].filter(([id]) => ids.has(id));
    overlay(tally, { marks: new Map(kept), sayings: before.sayings });
  }
};

/** Outputs come as they finish; verdicts stand in the order of the cases, whatever came first. */
const inOrder = ({ marks, sayings }: Tally, ids: Iterable<CaseId>): Tally => {
  const ordered = [...ids].flatMap((id): [CaseId, string][] => {
    const letters = marks.get(id);
    return letters === undefined ? [] : [[id, letters]];
  });
  return { marks: new Map(ordered), sayings };
};

/** Measures one target: runs what was touched, carries over what was not, grades all of it. */
export const measureTarget = async (run: TargetRun): Promise<MeasuredSide> => {
  const pass: Pass = { cases: new Map(), carried: new Set(), regraded: new Set(), ran: 0 };
  const { head } = run.resources;
  const graders = await prepareGraders(run.evals, head, graderOf(run.judges, 'head', head));
  const spool = await run.spool();
  const usage = await runCases(run, pass, graders, spool);
  const baseline = await baselineTallies(run, pass);
  carryOver(graders, baseline, pass.carried);
  const { reference } = run;
  const ranHere = pass.ran > 0 || reference === undefined;
  const evals = run.evals.filter(({ name }) => graders.has(name));
  return {
    target: {
      name: run.name,
      fingerprint: run.print.outputs,
      recordings: run.print.recordings,
      index: run.print.index,
      measuredAt: ranHere ? run.commit : reference.target.measuredAt,
      trials: run.target.trials,
      models: run.models,
      usage: ranHere ? usage : reference.target.usage,
      cases: pass.cases,
      ran: pass.ran,
    },
    evals: evals.map(({ name, eval: check }) => ({
      name,
      rung: check.rung,
      target: run.name,
      fingerprint: run.evalPrints[name] ?? fingerprint(check),
      deterministic: run.target.deterministic && check.rung === 'code',
      measuredAt: ranHere ? run.commit : (reference.evals[name]?.measuredAt ?? run.commit),
      tally: inOrder(graders.get(name)?.tally ?? emptyTally(), pass.cases.keys()),
      ...judgeFacts(run.judges, name),
    })),
    baseline,
    outputs: {
      ids: () => pass.cases.keys(),
      get: async (id) => (await spool.get(id)) ?? reference?.outputs.get(id),
    },
    before: reference?.outputs,
    spool,
  };
};
