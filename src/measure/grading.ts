import { prepareEval, type Grader } from '../assertions/grade.ts';
import type { Outputs } from '../baseline/outputs.ts';
import type { Resources } from '../domain/assertion.ts';
import type { Case } from '../domain/case.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import { emptyTally, type Tally } from '../domain/measurement.ts';
import type { CaseId, EvalName } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';
import { markOf, sayingOf, type Verdict } from '../domain/verdict.ts';
import type { Pool } from './pool.ts';

/** A critique longer than this is cut: thousands of them are held at once. */
const longestSaying = 500;

/** Evals made ready to judge outputs, each with its tally. `waits`: a model is asked. */
export type Graders = Map<EvalName, { grade: Grader; tally: Tally; waits: boolean }>;

/** Makes evals of a rung above code ready; undefined: it does not run. */
export type PrepareOther = (defined: DefinedEval) => Promise<Grader | undefined>;

/** Makes evals ready: code by its assertions, a judge by its question. */
export const prepareGraders = async (
  evals: readonly DefinedEval[],
  resources: Resources,
  prepareOther: PrepareOther,
): Promise<Graders> => {
  const graders: Graders = new Map();
  for (const defined of evals) {
    const { name, eval: check } = defined;
    const isCode = check.rung === 'code';
    const grade = isCode ? await prepareEval(check, resources) : await prepareOther(defined);
    if (grade !== undefined) graders.set(name, { grade, tally: emptyTally(), waits: !isCode });
  }
  return graders;
};

const setMark = (marks: string, trial: number, mark: string): string =>
  marks.slice(0, trial) + mark + marks.slice(trial + 1);

const record = (tally: Tally, id: CaseId, trial: number, trials: number, verdict: Verdict) => {
  const before = tally.marks.get(id) ?? 'e'.repeat(trials);
  const mark = markOf(verdict);
  tally.marks.set(id, trials === 1 ? mark : setMark(before, trial, mark));
  const saying = sayingOf(verdict);
  if (saying !== undefined && !tally.sayings.has(id)) {
    tally.sayings.set(id, saying.slice(0, longestSaying));
  }
};

/** Grades one output by every eval; at once where all of them answer at once. */
export const gradeOutput = async (
  graders: Graders,
  one: Case,
  { trial, trials }: { trial: number; trials: number },
  produced: Produced,
  pool: Pool,
): Promise<void> => {
  for (const { grade, tally, waits } of graders.values()) {
    if (waits) {
      await pool.add(async () => record(tally, one.id, trial, trials, await grade(one, produced)));
      continue;
    }
    const verdict = grade(one, produced);
    record(tally, one.id, trial, trials, verdict instanceof Promise ? await verdict : verdict);
  }
};

/** Grades stored outputs of the cases again, without running the target. */
export const gradeStored = async (
  graders: Graders,
  cases: AsyncIterable<Case>,
  outputs: Outputs,
  pool: Pool,
): Promise<void> => {
  for await (const one of cases) {
    const stored = (await outputs.get(one.id)) ?? [];
    for (const [trial, produced] of stored.entries()) {
      await gradeOutput(graders, one, { trial, trials: stored.length }, produced, pool);
    }
  }
  await pool.idle();
};
