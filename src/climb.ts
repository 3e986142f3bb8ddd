import { prepareEval } from './assertions/grade.ts';
import { storedOutputs } from './baseline/outputs.ts';
import { tallyOf } from './baseline/record.ts';
import { findBaseline, type Found } from './baseline/store.ts';
import type { Climb } from './climb/climb.ts';
import { examplesOfLabels } from './climb/labelled.ts';
import type { Example } from './climb/sample.ts';
import { climbOver, type Source } from './climb/source.ts';
import { isGraded, passes } from './decide/pairs.ts';
import { readCases } from './definitions/cases.ts';
import { loadCorpora } from './definitions/corpora.ts';
import { readLabels } from './definitions/labels.ts';
import type { Resources } from './domain/assertion.ts';
import type { DataBranch } from './domain/data-branch.ts';
import type { DefinedEval, Definitions, Files } from './domain/definitions.ts';
import type { EvalName } from './domain/names.ts';
import { defaultBranch } from './edge/checkout.ts';
import { gitDataBranch } from './edge/git-data-branch.ts';
import { newestAncestor } from './edge/git-history.ts';
import { openWorld } from './edge/world.ts';
import { definitionsOf, openLocal, type Env, type Screen } from './local.ts';
import { chooseEvals } from './measure/judge/choose.ts';

export type ClimbOptions = { config: string; eval: string | undefined; seed: number };

/** One eval above the code rung, and the code that could take its place. */
export type Climbed = {
  name: EvalName;
  rung: 'judge' | 'human';
  source: Source;
  search: Climb;
  /** Of each proposal by labels: outputs of the baseline on which it says what the eval said there. */
  onBaseline: { agrees: number; of: number }[];
};

const labelsOf = ({ eval: check }: DefinedEval): string | undefined => {
  if (check.rung === 'judge') return check.judge.labels;
  return check.rung === 'human' ? check.review.labels : undefined;
};

/** What the eval said of the baseline's outputs: no person's verdict, but there are many. */
const recordedVerdicts = async (
  { name, eval: check }: DefinedEval,
  { config }: Definitions,
  files: Files,
  { baseline, snapshot }: Found,
  data: DataBranch,
): Promise<Example[]> => {
  const stored = baseline?.evals[name];
  const before = stored && baseline?.targets[stored.target];
  const target = config.targets[check.target];
  if (stored === undefined || before === undefined || target === undefined) return [];
  const { marks } = tallyOf(stored, before);
  const ids = before.cases.map(([id]) => id);
  const outputs = storedOutputs(data, snapshot, before.outputs, ids);
  const examples: Example[] = [];
  for await (const one of readCases(files, target)) {
    const letters = marks.get(one.id) ?? '';
    const [produced] = (await outputs.get(one.id)) ?? [];
    if (produced?.kind !== 'output' || !isGraded(letters)) continue;
    const label = passes(letters) ? 'pass' : 'fail';
    examples.push({ id: one.id, case: one, output: produced.output, label });
  }
  return examples;
};

/** On how many examples pasted assertions say what was said of them. */
const agreementOn = async (
  examples: readonly Example[],
  assert: Parameters<typeof prepareEval>[0]['assert'],
  resources: Resources,
): Promise<{ agrees: number; of: number }> => {
  const grade = await prepareEval({ when: [], assert }, resources);
  let agrees = 0;
  for (const { case: one, output, label } of examples) {
    const { verdict } = await grade(one, { kind: 'output', output });
    if (verdict === label) agrees += 1;
  }
  return { agrees, of: examples.length };
};

/** Searches code that says what a judge or a person says. */
export const searchCode = async (
  { config, eval: asked, seed }: ClimbOptions,
  env: Env,
  screen: Screen,
): Promise<Climbed[]> => {
  const { git, measuring, progress } = await openLocal(env, screen);
  const { definitions, files } = await definitionsOf(git, config);
  const above = definitions.evals.filter(({ eval: { rung } }) => rung !== 'code');
  const chosen = chooseEvals(above, asked, 'judge or human eval');
  const commit = await git.head();
  const data = gitDataBranch(git);
  const ancestor = (candidates: ReadonlySet<string>) => newestAncestor(git, commit, candidates);
  const baseline = await findBaseline(data, await defaultBranch(git), ancestor);
  const options = { seed, corpora: await loadCorpora(files, definitions.config) };
  const world = openWorld({ ...measuring, git, data, from: commit });
  const resources = world.ports.resources({ files, definitions }, files);
  try {
    const climbed: Climbed[] = [];
    for (const defined of chosen) {
      const { labels } = await readLabels(files, labelsOf(defined) ?? '');
      const recorded = await recordedVerdicts(defined, definitions, files, baseline, data);
      const said = () => Promise.resolve(recorded);
      const { source, search } = await climbOver(examplesOfLabels(labels), said, options);
      const proposals =
        search.outcome === 'proposals' && source === 'labels' ? search.proposals : [];
      const onBaseline: Climbed['onBaseline'] = [];
      for (const { assert } of proposals) {
        onBaseline.push(await agreementOn(recorded, assert, resources));
      }
      climbed.push({
        name: defined.name,
        rung: defined.eval.rung === 'human' ? 'human' : 'judge',
        source,
        search,
        onBaseline,
      });
    }
    return climbed;
  } finally {
    progress.clear();
    await world.close();
  }
};
