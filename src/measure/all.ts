import { storedOutputs } from '../baseline/outputs.ts';
import type { Compared } from '../decide/compared.ts';
import { isSkipped } from '../decide/pairs.ts';
import type { Affected } from '../decide/touched.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Target } from '../domain/config.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { DefinedEval } from '../domain/definitions.ts';
import type { EvalName, TargetName } from '../domain/names.ts';
import { readyJudges, type Judges } from './judge/bench.ts';
import type { ReadyJudge } from './judge/ready.ts';
import { isNewJudge, refusalOf } from './budget.ts';
import { casesOf } from './cases.ts';
import { comparedCarried, comparedMeasured, comparedUnmeasurable } from './compared.ts';
import type { MeasurePorts } from './ports.ts';
import type { Work } from './work.ts';
import { measureTarget } from './target.ts';
import type { MeasuredSide, Reference, TargetRun } from './target-run.ts';

export type Measured = {
  sides: Map<string, MeasuredSide>;
  compared: Compared[];
  judges: Map<EvalName, ReadyJudge>;
};

const referenceOf = (
  name: string,
  { found }: Work,
  data: DataBranch | undefined,
): Reference | undefined => {
  const { baseline, snapshot } = found ?? {};
  const target = baseline?.targets[name];
  if (
    baseline === undefined ||
    target === undefined ||
    snapshot === undefined ||
    data === undefined
  ) {
    return undefined;
  }
  const ids = target.cases.map(([id]) => id);
  const outputs = storedOutputs(data, snapshot, target.outputs, ids);
  return { commit: baseline.commit, target, evals: baseline.evals, outputs };
};

const whyUnmeasurable = (
  affected: Affected | undefined,
  target: Target,
  work: Work,
  refusal: string | undefined,
  ports: MeasurePorts,
): string | undefined => {
  const { rules } = work;
  if (affected?.staleRecordings) {
    return 'what its outputs depend on was touched and the recordings were not: record again';
  }
  if (refusal !== undefined && (work.force || affected?.mustRun === true)) return refusal;
  const unset = affected?.mustRun === true ? ports.missing(rules.envOf(target)) : undefined;
  if (unset !== undefined)
    return `the environment variable ${unset}, which its program needs, is not set`;
  const { model } = target.run;
  return model !== undefined && rules.refusedModels.has(model)
    ? `the endpoint of the model \`${model}\` is not one of the base's: merge the endpoint first`
    : undefined;
};

const runOf = (
  name: string,
  target: Target,
  evals: readonly DefinedEval[],
  affected: Affected | undefined,
  work: Work,
  ports: MeasurePorts,
  judges: Judges,
): TargetRun => {
  const { head, rules } = work;
  const reference = referenceOf(name, work, ports.data);
  const print = head.prints.targets[name] ?? {
    outputs: '',
    recordings: undefined,
    index: undefined,
  };
  const isStale = reference?.target.fingerprint !== print.outputs;
  const model = target.run.model === undefined ? undefined : rules.models[target.run.model];
  return {
    name,
    target,
    models: model === undefined ? [] : [model.model],
    evals,
    print,
    evalPrints: head.prints.evals,
    commit: head.commit,
    mustRun: work.force || affected?.mustRun === true || isStale,
    reference,
    cases: () => casesOf(work, target),
    produce: ports.produce(name, target, rules, head),
    resources: {
      head: ports.resources(head, head.files),
      base: ports.resources(head, work.baselineFiles),
    },
    judges,
    spool: ports.spool,
    seconds: ports.seconds,
  };
};

/** Of a single case, evals that do not apply to it are left out: they have nothing to say. */
const applies = ({ head }: Compared): boolean =>
  [...head.tally.marks.values()].some((marks) => !isSkipped(marks));

/** Why a judge may not be asked: its words would go where the base sends none, or the budget is too small. */
const whyUnaskable = (
  defined: DefinedEval,
  work: Work,
  refusal: string | undefined,
): string | undefined => {
  const { eval: check } = defined;
  if (check.rung !== 'judge') return undefined;
  if (work.rules.refusedModels.has(check.judge.model)) {
    return `the endpoint of the model \`${check.judge.model}\` is not one of the base's: merge the endpoint first`;
  }
  return isNewJudge(defined, work) ? refusal : undefined;
};

type Measuring = {
  work: Work;
  ports: MeasurePorts;
  refusal: string | undefined;
  stored: { baseline: Baseline | undefined; latest: Baseline | undefined };
  measured: Measured;
};

const measureOne = async (
  name: TargetName,
  target: Target,
  { work, ports, refusal, stored, measured }: Measuring,
): Promise<Compared[]> => {
  const { head } = work;
  const evals = head.definitions.evals.filter(
    ({ eval: check }) => check.target === name && check.rung !== 'human',
  );
  const affected = work.affected.find((one) => one.target === name);
  const unmeasurable = (one: DefinedEval, why: string) =>
    comparedUnmeasurable(one, head.prints.evals[one.name] ?? '', head.commit, why);
  const reason = whyUnmeasurable(affected, target, work, refusal, ports);
  if (reason !== undefined) return evals.map((one) => unmeasurable(one, reason));
  if (affected === undefined && !work.force) {
    const carried = evals.map((one) => comparedCarried(one, stored, work));
    if (carried.every((one) => one !== undefined)) return carried;
  }
  const refused = evals.flatMap((one) => {
    const why = whyUnaskable(one, work, refusal);
    return why === undefined ? [] : [unmeasurable(one, why)];
  });
  const asked = evals.filter((one) => whyUnaskable(one, work, refusal) === undefined);
  const judges = await readyJudges(asked, work, ports);
  for (const [own, judge] of judges) measured.judges.set(own, judge);
  const side = await measureTarget(runOf(name, target, asked, affected, work, ports, judges));
  measured.sides.set(name, side);
  const places = new Map(evals.map((one) => [one.name, one.place]));
  const compared = comparedMeasured(side, places, stored);
  return [...refused, ...(work.onlyCase === undefined ? compared : compared.filter(applies))];
};

/** Measures what is affected, carries over what is not, and lays both sides of every eval together. */
export const measureAll = async (work: Work, ports: MeasurePorts): Promise<Measured> => {
  const measured: Measured = { sides: new Map(), compared: [], judges: new Map() };
  const refusal = await refusalOf(work, ports);
  const stored = { baseline: work.found?.baseline, latest: work.latest };
  for (const [name, target] of Object.entries(work.head.definitions.config.targets)) {
    const measuring = { work, ports, refusal, stored, measured };
    measured.compared.push(...(await measureOne(name, target, measuring)));
  }
  return measured;
};

/** Nothing was run: all that is known is what the baseline knows. */
export const carriedOnly = (work: Work): Measured => {
  const stored = { baseline: work.found?.baseline, latest: work.latest };
  const evals = work.head.definitions.evals;
  const compared = evals.flatMap((one) => comparedCarried(one, stored, work) ?? []);
  return { sides: new Map(), compared, judges: new Map() };
};
