import { rulesOf } from './decide/rules.ts';
import { names } from './definitions/words.ts';
import type { Config } from './domain/config.ts';
import { Failure } from './domain/failure.ts';
import type { EvalName } from './domain/names.ts';
import type { Git } from './edge/git.ts';
import { openWorld } from './edge/world.ts';
import { askJudges } from './frequency/ask-judges.ts';
import { openBench, type Bench } from './frequency/bench.ts';
import type { CountedJudge, EvalFrequency, MeasuredTraces } from './frequency/frequency.ts';
import { digestOfIds, openHistory, pastOf, type Past } from './frequency/history.ts';
import { gradeTraces, type Watch } from './frequency/measure-traces.ts';
import { evalFrequency, ranked } from './frequency/rank.ts';
import { readByPeople } from './frequency/read-by-people.ts';
import { targetOf } from './frequency/target-of.ts';
import { openAdmission } from './frequency/trace-judge.ts';
import { definitionsOf, openLocal, type Env, type Measuring, type Screen } from './local.ts';
import { openTraceSource, type TraceSource } from './look/trace-source.ts';
import { readSide, type Side } from './measure/sides.ts';
import type { RunPorts } from './run.ts';

export type MeasureOptions = {
  config: string;
  /** Globs, in place of those of `looking.traces`. */
  traces?: string[];
  /** Of several targets, the one of the traces that name none. */
  target?: string;
};

const everyTrace = ['traces/**/*.jsonl'];

const noTraces = ({ traces: { files, problems }, from }: TraceSource): Failure => {
  const [first] = problems;
  const what = 'there are no traces to measure';
  if (first !== undefined) return new Failure(what, first.what, first.mend);
  return new Failure(
    what,
    files.length === 0 ? `no file matches ${from}` : `nothing is in ${from}`,
    'import an export of them (`failmode import traces FILE`), have `looking.traces` name a command that pulls them, or correct its globs',
  );
};

const noTarget = ({ targets }: Config): Failure =>
  new Failure(
    'no trace says which target it is of',
    `there are ${names(Object.keys(targets))}`,
    'name one (`--target NAME`), or have the traces name it in `metadata.target`',
  );

const sideOf = async (git: Git, config: string): Promise<Side> => {
  const { files } = await definitionsOf(git, config);
  const head = await readSide(await git.head(), files, config, () => Promise.resolve({}));
  if (!('state' in head)) return head;
  const why = 'they are valid no more';
  throw new Failure('the eval definitions were changed while they were read', why, 'run it again');
};

type Work = {
  head: Side;
  traces: TraceSource['traces'];
  target: string | undefined;
  watch: Watch;
  now: Date;
};

type Ran = { bench: Bench; judges: ReadonlyMap<EvalName, CountedJudge> };

/** Code over all traces; then judges over those on which they have something to say. */
const runEvals = async (
  { judging, resources }: Pick<RunPorts, 'judging' | 'resources'>,
  { head, traces, target, watch, now }: Work,
): Promise<Ran> => {
  const { config } = head.definitions;
  const rules = rulesOf(config, undefined);
  const admission = openAdmission(judging(rules));
  const bench = await openBench(head, {
    rules,
    ports: admission.ports,
    resources: resources(head, head.files),
    targetOf: targetOf(Object.keys(config.targets), target),
  });
  await gradeTraces(bench, traces, watch);
  if (bench.unassigned === traces.all().length) throw noTarget(config);
  const asking = { ...watch, admission, config, rules, traces, now };
  return { bench, judges: await askJudges(bench.judges, asking) };
};

/** What was counted as rates, beside the last time's. */
const evalsOf = (
  { bench, judges }: Ran,
  { prints, definitions: { config } }: Side,
  before: Past | undefined,
): EvalFrequency[] => {
  const maxErrors = config.gate.max_errors;
  return [...bench.codes, ...bench.judges].map(({ defined, count }) => {
    const judge = judges.get(defined.name);
    const print = prints.evals[defined.name] ?? '';
    return evalFrequency(defined, count, { judge, print, maxErrors, before });
  });
};

const measureSource = async (
  { git, measuring, head }: { git: Git; measuring: Measuring; head: Side },
  source: TraceSource,
  target: string | undefined,
): Promise<MeasuredTraces> => {
  const { definitions, files, commit, prints } = head;
  const { traces, from, warnings } = source;
  const ids = traces.all().map(({ id }) => id);
  if (ids.length === 0) throw noTraces(source);
  const watch = { signal: measuring.signal, tell: measuring.onProgress };
  const now = new Date();
  const world = openWorld({ ...measuring, git, data: undefined, from: commit });
  try {
    const ran = await runEvals(world.ports, { head, traces, target, watch, now });
    const history = await openHistory(git);
    const evals = evalsOf(ran, head, history.before(digestOfIds(ids)));
    const modes = ranked(definitions.modes, evals, await readByPeople(files, definitions));
    const at = now.toISOString();
    await history.append(pastOf({ at, commit, ids, modes }, prints.evals));
    const { unassigned, unanswered } = ran.bench;
    const about = { traces: ids.length, from, unassigned, unanswered };
    return { at, commit, ...about, modes, problems: traces.problems, warnings };
  } finally {
    await world.close();
  }
};

/** Runs the evals over production traces: how often does each failure mode happen? */
export const measureTraces = async (
  { config, target, traces: globs }: MeasureOptions,
  env: Env,
  screen: Screen,
): Promise<MeasuredTraces> => {
  const { git, measuring, progress } = await openLocal(env, screen);
  const head = await sideOf(git, config);
  const wanted = globs ?? head.definitions.config.looking?.traces ?? everyTrace;
  const source = await openTraceSource(wanted, { root: git.root, env });
  try {
    return await measureSource({ git, measuring, head }, source, target);
  } finally {
    progress.clear();
    await source.release();
  }
};
