import type { DefinedEval } from '../domain/definitions.ts';
import { Failure } from '../domain/failure.ts';
import type { ModeId, TargetName } from '../domain/names.ts';
import type { Trace } from '../domain/trace.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Traces } from '../look/traces.ts';
import { openPool } from '../measure/pool.ts';
import type { Bench } from './bench.ts';
import { countVerdict } from './count.ts';
import { producedBy, traceCase } from './trace-case.ts';
import { isUnasked, type TraceJudge } from './trace-judge.ts';

const atOnce = 8;
const skipped: Verdict = { verdict: 'skipped' };

const isOf =
  (target: TargetName) =>
  ({ defined }: { defined: DefinedEval }): boolean =>
    defined.eval.target === target;

/** Code first: an output that failed a mode there is not sent to that mode's judge. */
const gradeTrace = async (bench: Bench, trace: Trace, index: number): Promise<void> => {
  const target = bench.targetOf(trace);
  const { case: one, output } = traceCase(trace);
  const produced = producedBy(output);
  if (target === undefined) bench.unassigned += 1;
  // It says nothing of how the feature answers, so no eval counts it.
  if (produced.kind === 'error') bench.unanswered += 1;
  if (target === undefined || produced.kind === 'error') return;
  const spot = { trace: trace.id, index };
  const failed = new Set<ModeId>();
  for (const { defined, grade, count } of bench.codes.filter(isOf(target))) {
    const verdict = await grade(one, produced);
    countVerdict(count, spot, verdict);
    if (verdict.verdict === 'fail') failed.add(defined.mode);
  }
  for (const { defined, grade, count, pending } of bench.judges.filter(isOf(target))) {
    const verdict = failed.has(defined.mode) ? skipped : await grade(one, produced);
    if (isUnasked(verdict)) pending.push(spot);
    else countVerdict(count, spot, verdict);
  }
};

/** `tell`: how far it is. */
export type Watch = { signal: AbortSignal; tell(what: string, done: number): void };

const stopIf = (signal: AbortSignal): void => {
  if (!signal.aborted) return;
  const kept = 'run it again: what judges answered is kept';
  throw new Failure('the traces were not measured', 'it was stopped', kept);
};

/** What reading says of a file that was changed meanwhile, it says to a looking session. */
const readTrace = async (
  { read }: Pick<Traces, 'read'>,
  id: string,
): Promise<Trace | undefined> => {
  try {
    return await read(id);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.message, error.why, 'run `failmode measure` again');
  }
};

/** Runs the code, and what judges know already, over all traces: a few are held at a time. */
export const gradeTraces = async (
  bench: Bench,
  traces: Pick<Traces, 'all' | 'read'>,
  { signal, tell }: Watch,
): Promise<void> => {
  const pool = openPool(atOnce);
  for (const [index, { id }] of traces.all().entries()) {
    stopIf(signal);
    await pool.add(async () => {
      const trace = await readTrace(traces, id);
      if (trace !== undefined) await gradeTrace(bench, trace, index);
    });
    if (index % 100 === 99) tell('traces', index + 1);
  }
  await pool.idle();
};

/** Asks a judge about the traces on which it could say nothing without. */
export const askPending = async (
  { defined, grade, count, pending }: TraceJudge,
  traces: Pick<Traces, 'read'>,
  { signal, tell, concurrency }: Watch & { concurrency: number },
): Promise<void> => {
  const pool = openPool(concurrency);
  let done = 0;
  for (const spot of pending) {
    stopIf(signal);
    await pool.add(async () => {
      const trace = await readTrace(traces, spot.trace);
      if (trace === undefined) return;
      const { case: one, output } = traceCase(trace);
      countVerdict(count, spot, await grade(one, producedBy(output)));
      tell(defined.name, (done += 1));
    });
  }
  await pool.idle();
};
