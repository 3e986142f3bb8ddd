import { inputsOf, tallyOf } from '../baseline/record.ts';
import type { Case } from '../domain/case.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import { emptyTally, type Tally } from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import { gradeStored, prepareGraders, type Graders } from './grading.ts';
import { graderOf } from './judge/bench.ts';
import { openPool } from './pool.ts';
import type { Pass, Reference, TargetRun } from './target-run.ts';

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
export const baselineTallies = async (
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

/** Where a case was not run, the baseline's verdict is this side's. */
export const carryOver = (
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
