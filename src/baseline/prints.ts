import { corporaOf, filesOf } from '../assertions/reads.ts';
import type { Case } from '../domain/case.ts';
import { kindOf, type Config, type Model, type Target } from '../domain/config.ts';
import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { CasePrint } from '../domain/measurement.ts';
import type { Label } from '../domain/label.ts';
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

const modelPrint = (model: Model | undefined) =>
  model && { model: model.model, base_url: model.base_url, params: model.params };

const modelOf = (config: Config, target: Target): unknown => {
  const model = target.run.model === undefined ? undefined : config.models[target.run.model];
  return modelPrint(model);
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

/** What of an eval decides its verdicts: not which people it is measured against, nor its future. */
const essenceOf = (check: Eval): unknown => {
  if (check.rung !== 'judge') return check;
  const { convert: _convert, judge, ...rest } = check;
  return { ...rest, prompt: judge.prompt };
};

/** Replies recorded before decide as much as the model does. */
export const repliesPrint = (check: Eval, config: Config, tree: Tree): string | undefined => {
  const path = check.rung === 'judge' ? config.models[check.judge.model]?.recorded : undefined;
  return path === undefined ? undefined : (tree.get(path) ?? 'none');
};

const evalPrint = (
  { name, eval: check }: DefinedEval,
  { config }: Definitions,
  tree: Tree,
  examples: Examples,
): string =>
  fingerprint({
    check: essenceOf(check),
    files: hashesOf(tree, filesOfEval(check)),
    corpora: corporaOfEval(check).map((corpus) => config.corpora[corpus]),
    judge: check.rung === 'judge' ? modelPrint(config.models[check.judge.model]) : undefined,
    replies: repliesPrint(check, config, tree),
    examples: examples[name],
  });

/** The labels that stand in the prompts of judges: they are part of the judge. */
export type Examples = Readonly<Record<EvalName, readonly Label[]>>;

export const printsOf = (
  definitions: Definitions,
  tree: Tree,
  indexes: Indexes,
  examples: Examples,
): Prints => ({
  targets: Object.fromEntries(
    Object.keys(definitions.config.targets).map((name) => [
      name,
      targetPrint(name, definitions, tree, indexes),
    ]),
  ),
  evals: Object.fromEntries(
    definitions.evals.map((defined) => [
      defined.name,
      evalPrint(defined, definitions, tree, examples),
    ]),
  ),
});

export const printOfCase = ({ input: given, ...rest }: Case): CasePrint => {
  const input = fingerprint(given);
  return { input, whole: fingerprint({ input, ...rest }) };
};
