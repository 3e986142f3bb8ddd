import { fingerprint } from '../baseline/fingerprint.ts';
import { printOfCase } from '../baseline/prints.ts';
import { emptyTally, type Tally } from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';
import { noUsage, type Usage } from '../domain/output.ts';
import { baselineTallies, carryOver } from './baseline-side.ts';
import { gradeOutput, prepareGraders, type Graders } from './grading.ts';
import { graderOf, judgeFacts } from './judge/bench.ts';
import { openPool } from './pool.ts';
import type { Spool } from './spool.ts';
import type { Job, MeasuredSide, Pass, TargetRun } from './target-run.ts';
import { addUsage } from './usage.ts';

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
