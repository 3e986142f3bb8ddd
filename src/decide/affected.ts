import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { EvalName, TargetName } from '../domain/names.ts';
import { dependencyKinds, type DependencyKind } from '../domain/names.ts';
import type { Touch } from '../domain/touched.ts';
import { dependencyPaths } from './dependencies.ts';
import { movesBetween } from './moves.ts';

type Tree = ReadonlyMap<string, string>;

/** One side as far as it tells what was touched. */
export type Side = { definitions: Definitions | undefined; tree: Tree };

const changeOf = (path: string, before: Tree, after: Tree): Touch['change'] | undefined => {
  const [from, to] = [before.get(path), after.get(path)];
  if (from === to) return undefined;
  if (from === undefined) return 'added';
  return to === undefined ? 'removed' : 'changed';
};

const touchesIn = (
  paths: Iterable<string>,
  kind: Touch['kind'],
  before: Tree,
  after: Tree,
): Touch[] =>
  [...new Set(paths)].toSorted().flatMap((path) => {
    const change = changeOf(path, before, after);
    return change === undefined ? [] : [{ kind, path, change, moves: [] }];
  });

/** A target's own lines in `failmode.yml`: how it runs, and which model answers. */
const configTouches = (name: TargetName, base: Definitions, head: Definitions): Touch[] => {
  const lines = ({ config }: Definitions) => {
    const target = config.targets[name];
    const model = target?.run.model;
    return {
      run: target?.run,
      depends_on: target?.depends_on,
      trials: target?.trials,
      model: model === undefined ? undefined : config.models[model],
    };
  };
  const [from, to] = [lines(base), lines(head)];
  const touch = (kind: DependencyKind, before: unknown, after: unknown): Touch[] => {
    const moves = movesBetween(before, after);
    return moves.length === 0 ? [] : [{ kind, path: head.path, change: 'changed', moves }];
  };
  return [
    ...touch('models', { ...from.model }, { ...to.model }),
    ...touch('code', { ...from.run }, { ...to.run }),
    ...touch('code', { trials: from.trials }, { trials: to.trials }),
  ];
};

/** The paths of every kind on either side: what was removed was a dependency too. */
const pathsOfKind = (
  name: TargetName,
  kind: DependencyKind | 'recordings',
  sides: Side[],
): string[] =>
  sides.flatMap(({ definitions, tree }) => {
    const target = definitions?.config.targets[name];
    return target === undefined ? [] : dependencyPaths(target, tree)[kind];
  });

/** What a change touches of one target, by kind; no moves inside the files yet. */
export const touchesOfTarget = (name: TargetName, base: Side, head: Side): Touch[] => {
  const files = dependencyKinds.flatMap((kind) =>
    touchesIn(pathsOfKind(name, kind, [base, head]), kind, base.tree, head.tree),
  );
  const both = base.definitions !== undefined && head.definitions !== undefined;
  const config =
    both && base.definitions && head.definitions
      ? configTouches(name, base.definitions, head.definitions)
      : [];
  const recordings = touchesIn(
    pathsOfKind(name, 'recordings', [base, head]),
    'recordings',
    base.tree,
    head.tree,
  );
  return [...files, ...config, ...recordings];
};

/** Case files that differ: new cases are run, removed ones change the gate. */
export const touchesOfCases = (paths: Iterable<string>, base: Side, head: Side): Touch[] =>
  touchesIn(paths, 'evals', base.tree, head.tree);

/** Evals whose fingerprint differs, and those that are on one side only. */
export const touchedEvals = (
  base: Readonly<Record<EvalName, string>>,
  head: Readonly<Record<EvalName, string>>,
): EvalName[] => {
  const names = new Set([...Object.keys(base), ...Object.keys(head)] as EvalName[]);
  return [...names].filter((name) => base[name] !== head[name]);
};

/** The files in which evals are written that differ, as touches of their target. */
export const touchesOfEvals = (
  evals: readonly DefinedEval[],
  filesOf: (defined: DefinedEval) => string[],
  base: Side,
  head: Side,
): Touch[] =>
  touchesIn(
    evals.flatMap((defined) => [defined.place.file, ...filesOf(defined)]),
    'evals',
    base.tree,
    head.tree,
  );
