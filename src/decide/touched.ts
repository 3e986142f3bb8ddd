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

type Treed = Touchable & { tree: ReadonlyMap<string, string> };

/** Both sides with their trees; undefined where a commit could not be read. */
const treed = (before: Touchable, after: Touchable): [Treed, Treed] | undefined =>
  before.tree === undefined || after.tree === undefined
    ? undefined
    : [
        { ...before, tree: before.tree },
        { ...after, tree: after.tree },
      ];

const evalsOn = (name: TargetName, { definitions }: Touchable): DefinedEval[] =>
  definitions?.evals.filter(({ eval: check }) => check.target === name) ?? [];

/** What of a target's files differs, by kind; nothing where it cannot be told. */
const touchesOf = (
  name: TargetName,
  before: Touchable,
  after: Touchable,
  filesOf: (defined: DefinedEval) => string[],
): { own: Touch[]; evals: Touch[]; cases: Touch[] } => {
  const sides = treed(before, after);
  if (sides === undefined) return { own: [], evals: [], cases: [] };
  const changed = new Set(touchedEvals(before.evals, after.evals));
  const evals = [...evalsOn(name, before), ...evalsOn(name, after)];
  return {
    own: touchesOfTarget(name, ...sides),
    evals: touchesOfEvals(
      evals.filter((one) => changed.has(one.name)),
      filesOf,
      ...sides,
    ),
    cases: touchesOfCases([...caseFiles(name, before), ...caseFiles(name, after)], ...sides),
  };
};

const affectedTarget = (
  name: TargetName,
  before: Touchable,
  after: Touchable,
  filesOf: (defined: DefinedEval) => string[],
): Affected => {
  const { own, evals, cases } = touchesOf(name, before, after, filesOf);
  const ofTarget = new Set(
    [...evalsOn(name, before), ...evalsOn(name, after)].map((defined) => defined.name),
  );
  const checksMoved = touchedEvals(before.evals, after.evals).some((one) => ofTarget.has(one));
  const [from, to] = [before.targets[name], after.targets[name]];
  const inputsMoved = from?.outputs !== to?.outputs;
  const recordingsMoved = from?.recordings !== to?.recordings;
  const isRecorded = from !== undefined && to?.recordings !== undefined;
  return {
    target: name,
    mustRun: inputsMoved || recordingsMoved,
    staleRecordings: isRecorded && inputsMoved && !recordingsMoved,
    mustGrade: checksMoved || cases.length > 0 || treed(before, after) === undefined,
    touches: [...own, ...indexTouch(name, before, after), ...evals, ...cases],
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

/** A target whose checks are to be run over what is stored, though nothing of it was touched. */
export const regraded = (target: TargetName): Affected => ({
  target,
  mustRun: false,
  staleRecordings: false,
  mustGrade: true,
  touches: [],
});
