import { storedOutputs } from '../baseline/outputs.ts';
import type { Compared } from '../decide/compared.ts';
import { isSkipped } from '../decide/pairs.ts';
import type { Rules } from '../decide/rules.ts';
import type { Affected } from '../decide/touched.ts';
import type { Resources } from '../domain/assertion.ts';
import type { Target } from '../domain/config.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { DefinedEval, Files } from '../domain/definitions.ts';
import { refusalOf, type BudgetPort } from './budget.ts';
import { casesOf } from './cases.ts';
import { comparedCarried, comparedMeasured, comparedUnmeasurable } from './compared.ts';
import type { SinglePorts } from './rerun.ts';
import type { Side } from './sides.ts';
import type { Work } from './work.ts';
import type { Spool } from './spool.ts';
import { measureTarget, type MeasuredSide, type Reference, type TargetRun } from './target.ts';

/** What measuring needs of the world. */
export type MeasurePorts = BudgetPort &
  SinglePorts & {
    /** The first of these environment variables that is not set. */
    missing(names: readonly string[]): string | undefined;
    data: DataBranch | undefined;
    produce(name: string, target: Target, rules: Rules, side: Side): TargetRun['produce'];
    /** What assertions read: the checks are the head's, the corpora those of the side that is judged. */
    resources(head: Side, corpora: Files): Resources;
    spool(): Promise<Spool>;
    seconds(): number;
  };

export type Measured = { sides: Map<string, MeasuredSide>; compared: Compared[] };

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
  { rules }: Work,
  refusal: string | undefined,
  ports: MeasurePorts,
): string | undefined => {
  if (affected?.staleRecordings) {
    return 'what its outputs depend on was touched and the recordings were not: record again';
  }
  if (refusal !== undefined && affected?.mustRun === true) return refusal;
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
    spool: ports.spool,
    seconds: ports.seconds,
  };
};

/** Of a single case, evals that do not apply to it are left out: they have nothing to say. */
const applies = ({ head }: Compared): boolean =>
  [...head.tally.marks.values()].some((marks) => !isSkipped(marks));

/** Measures what is affected, carries over what is not, and lays both sides of every eval together. */
export const measureAll = async (work: Work, ports: MeasurePorts): Promise<Measured> => {
  const { head } = work;
  const stored = { baseline: work.found?.baseline, latest: work.latest };
  const places = new Map(head.definitions.evals.map(({ name, place }) => [name, place]));
  const refusal = await refusalOf(work, ports);
  const measured: Measured = { sides: new Map(), compared: [] };
  for (const [name, target] of Object.entries(head.definitions.config.targets)) {
    const evals = head.definitions.evals.filter(
      ({ eval: check }) => check.target === name && check.rung === 'code',
    );
    const affected = work.affected.find((one) => one.target === name);
    const reason = whyUnmeasurable(affected, target, work, refusal, ports);
    if (reason !== undefined) {
      measured.compared.push(
        ...evals.map((one) =>
          comparedUnmeasurable(one, head.prints.evals[one.name] ?? '', head.commit, reason),
        ),
      );
      continue;
    }
    const carried = evals.map((one) => comparedCarried(one, stored));
    const isCarried =
      affected === undefined && !work.force && carried.every((one) => one !== undefined);
    if (isCarried) {
      measured.compared.push(...carried.filter((one) => one !== undefined));
      continue;
    }
    const side = await measureTarget(runOf(name, target, evals, affected, work, ports));
    measured.sides.set(name, side);
    const compared = comparedMeasured(side, places, stored);
    measured.compared.push(...(work.onlyCase === undefined ? compared : compared.filter(applies)));
  }
  return measured;
};
