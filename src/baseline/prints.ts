import { corporaOf, filesOf } from '../assertions/reads.ts';
import type { Case } from '../domain/case.ts';
import { kindOf, type Config, type Target } from '../domain/config.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { CasePrint } from '../domain/measurement.ts';
import type { Eval } from '../domain/mode.ts';
import type { EvalName, TargetName } from '../domain/names.ts';
import { dependencyPaths } from '../decide/dependencies.ts';
import { fingerprint } from './fingerprint.ts';

export type TargetPrint = {
  /** Of all that its outputs depend on; of a recorded target, all but the recordings. */
  outputs: string;
  recordings: string | undefined;
  index: string | undefined;
};

/** Two sides with equal prints give equal outputs and equal verdicts, but for chance. */
export type Prints = {
  targets: Record<TargetName, TargetPrint>;
  evals: Record<EvalName, string>;
};

type Tree = ReadonlyMap<string, string>;
type Indexes = Readonly<Record<TargetName, string>>;

const hashesOf = (tree: Tree, paths: Iterable<string>): [string, string | undefined][] =>
  [...paths].toSorted().map((path) => [path, tree.get(path)]);

const modelOf = (config: Config, target: Target): unknown => {
  const model = target.run.model === undefined ? undefined : config.models[target.run.model];
  return model && { model: model.model, base_url: model.base_url, params: model.params };
};

const targetPrint = (
  name: TargetName,
  { config }: Definitions,
  tree: Tree,
  indexes: Indexes,
): TargetPrint => {
  const target = config.targets[name] as Target;
  const { recordings, ...dependencies } = dependencyPaths(target, tree);
  const { env: _env, prepare: _prepare, ...run } = target.run;
  return {
    outputs: fingerprint({
      run,
      model: modelOf(config, target),
      files: Object.values(dependencies).map((paths) => hashesOf(tree, paths)),
      index: indexes[name],
    }),
    recordings: kindOf(target) === 'recorded' ? fingerprint(hashesOf(tree, recordings)) : undefined,
    index: indexes[name],
  };
};

const entriesOf = (check: Eval) =>
  check.rung === 'code' ? [...check.when, ...check.assert] : check.when;

/** Files whose content is part of the eval: schemas, code, a judge's prompt. */
export const filesOfEval = (check: Eval): string[] => [
  ...entriesOf(check).flatMap(filesOf),
  ...(check.rung === 'judge' ? [check.judge.prompt] : []),
];

export const corporaOfEval = (check: Eval): string[] => entriesOf(check).flatMap(corporaOf);

const evalPrint = ({ eval: check }: DefinedEval, { config }: Definitions, tree: Tree): string => {
  const judge = check.rung === 'judge' ? config.models[check.judge.model] : undefined;
  return fingerprint({
    check,
    files: hashesOf(tree, filesOfEval(check)),
    corpora: corporaOfEval(check).map((name) => config.corpora[name]),
    judge: judge && { model: judge.model, base_url: judge.base_url, params: judge.params },
  });
};

export const printsOf = (definitions: Definitions, tree: Tree, indexes: Indexes): Prints => ({
  targets: Object.fromEntries(
    Object.keys(definitions.config.targets).map((name) => [
      name,
      targetPrint(name, definitions, tree, indexes),
    ]),
  ),
  evals: Object.fromEntries(
    definitions.evals.map((defined) => [defined.name, evalPrint(defined, definitions, tree)]),
  ),
});

export const printOfCase = ({ input: given, ...rest }: Case): CasePrint => {
  const input = fingerprint(given);
  return { input, whole: fingerprint({ input, ...rest }) };
};
