import type { StoredTarget } from '../domain/baseline.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { EvalName, TargetName } from '../domain/names.ts';
import type { Touch } from '../domain/touched.ts';
import { touchedEvals, touchesOfCases, touchesOfEvals, touchesOfTarget } from './affected.ts';
import { matching } from './dependencies.ts';

type TargetPrint = { outputs: string; recordings: string | undefined; index: string | undefined };

/** What one side is told by. A commit that could not be read has prints, but no tree. */
export type Touchable = {
  definitions: Definitions | undefined;
  tree: ReadonlyMap<string, string> | undefined;
  targets: Readonly<Record<TargetName, TargetPrint | undefined>>;
  evals: Readonly<Record<EvalName, string>>;
};

/** One target, and what a change means for it. */
export type Affected = {
  target: TargetName;
  /** Its outputs may differ: every case is run. */
  mustRun: boolean;
  /** A dependency moved and the recordings did not: they say nothing about this change. */
  staleRecordings: boolean;
  /** Checks or cases differ: what is stored is graded again, new cases are run. */
  mustGrade: boolean;
  touches: Touch[];
};

const indexTouch = (name: TargetName, before: Touchable, after: Touchable): Touch[] => {
  const [from, to] = [before.targets[name]?.index, after.targets[name]?.index];
  const moves = [{ setting: 'fingerprint', from, to }];
  return from === to ? [] : [{ kind: 'index', path: name, change: 'changed', moves }];
};

const caseFiles = (name: TargetName, side: Touchable): string[] => {
  const target = side.definitions?.config.targets[name];
  return target === undefined || side.tree === undefined ? [] : matching(side.tree, target.cases);
};

const affectedTarget = (
  name: TargetName,
  before: Touchable,
  after: Touchable,
  filesOf: (defined: DefinedEval) => string[],
): Affected => {
  const evals = [before, after].flatMap(
    ({ definitions }) =>
      definitions?.evals.filter(({ eval: check }) => check.target === name) ?? [],
  );
  const own = new Set(evals.map((defined) => defined.name));
  const changedEvals = touchedEvals(before.evals, after.evals).filter((one) => own.has(one));
  const [from, to] = [before.targets[name], after.targets[name]];
  const inputsMoved = from?.outputs !== to?.outputs;
  const recordingsMoved = from?.recordings !== to?.recordings;
  const isRecorded = to?.recordings !== undefined;
  const trees = before.tree !== undefined && after.tree !== undefined;
  const [base, head] = [before, after].map(({ definitions, tree }) => ({
    definitions,
    tree: tree ?? new Map<string, string>(),
  })) as [Parameters<typeof touchesOfTarget>[1], Parameters<typeof touchesOfTarget>[1]];
  const cases = trees
    ? touchesOfCases([...caseFiles(name, before), ...caseFiles(name, after)], base, head)
    : [];
  const changed = evals.filter((defined) => changedEvals.includes(defined.name));
  return {
    target: name,
    mustRun: inputsMoved || recordingsMoved,
    staleRecordings: isRecorded && from !== undefined && inputsMoved && !recordingsMoved,
    mustGrade: changedEvals.length > 0 || cases.length > 0 || !trees,
    touches: [
      ...(trees ? touchesOfTarget(name, base, head) : []),
      ...indexTouch(name, before, after),
      ...(trees ? touchesOfEvals(changed, filesOf, base, head) : []),
      ...cases,
    ],
  };
};

/** What differs between two sides, target by target; only what is affected at all. */
export const affectedTargets = (
  before: Touchable,
  after: Touchable,
  filesOf: (defined: DefinedEval) => string[],
): Affected[] =>
  Object.keys(after.definitions?.config.targets ?? {})
    .map((name) => affectedTarget(name, before, after, filesOf))
    .filter((one) => one.mustRun || one.mustGrade);

/** The prints of a stored run, to hold a side against. */
export const printsOfStored = (
  targets: Readonly<Record<TargetName, StoredTarget>>,
): Record<TargetName, TargetPrint> =>
  Object.fromEntries(
    Object.entries(targets).map(([name, { fingerprint, recordings, index }]) => [
      name,
      { outputs: fingerprint, recordings, index },
    ]),
  );
