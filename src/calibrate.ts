import { findBaseline } from './baseline/store.ts';
import { tallyOf } from './baseline/record.ts';
import { rateOf } from './decide/pairs.ts';
import { judgeRow } from './decide/judging/judge-row.ts';
import { standingOf } from './decide/judging/standing.ts';
import { rulesOf } from './decide/rules.ts';
import type { Baseline } from './domain/baseline.ts';
import type { CalibratedJudge } from './domain/calibrated.ts';
import type { Label } from './domain/label.ts';
import { defaultBranch } from './edge/checkout.ts';
import { gitDataBranch } from './edge/git-data-branch.ts';
import { newestAncestor } from './edge/git-history.ts';
import type { Git } from './edge/git.ts';
import { openWorld } from './edge/world.ts';
import { definitionsOf, openLocal, type Env, type Screen } from './local.ts';
import { chooseEvals } from './measure/judge/choose.ts';
import { canMeasure, measureAgreement } from './measure/judge/measured.ts';
import { openJudgeOf, usageOf } from './measure/judge/opened.ts';
import { isJudge, type DefinedJudge } from './measure/judge/defined.ts';
import { readQuestion, type JudgeQuestion } from './measure/judge/question.ts';
import { readSide } from './measure/sides.ts';
import type { Side } from './measure/sides.ts';

export type CalibrateOptions = { config: string; eval: string | undefined };

const countsOf = (labels: readonly Label[]): CalibratedJudge['labels'] => ({
  train: labels.filter(({ split }) => split === 'train').length,
  dev: labels.filter(({ split }) => split === 'dev').length,
  test: labels.filter(({ split }) => split === 'test').length,
});

/** The judge's verdicts on the baseline's outputs, where this very judge gave them. */
const observedOn = (baseline: Baseline | undefined, { name }: DefinedJudge, head: Side) => {
  const stored = baseline?.evals[name];
  const target = stored && baseline?.targets[stored.target];
  if (baseline === undefined || stored === undefined || target === undefined) return undefined;
  if (stored.fingerprint !== head.prints.evals[name]) return undefined;
  return { ...rateOf(tallyOf(stored, target).marks.values()), commit: baseline.commit };
};

const newest = async (git: Git): Promise<Baseline | undefined> => {
  const from = await git.head();
  const search = (candidates: ReadonlySet<string>) => newestAncestor(git, from, candidates);
  return (await findBaseline(gitDataBranch(git), await defaultBranch(git), search)).baseline;
};

/** Measures judges against people's labels; what was asked before is not asked again. */
export const calibrate = async (
  options: CalibrateOptions,
  env: Env,
  screen: Screen,
): Promise<CalibratedJudge[]> => {
  const { git, measuring, progress } = await openLocal(env, screen);
  const { definitions, files } = await definitionsOf(git, options.config);
  const chosen = chooseEvals(definitions.evals.filter(isJudge), options.eval, 'judge');
  const commit = await git.head();
  const head = await readSide(commit, files, options.config, () => Promise.resolve({}));
  if ('state' in head) return [];
  const rules = rulesOf(definitions.config, undefined);
  const baseline = await newest(git);
  const world = openWorld({ ...measuring, git, data: undefined, from: commit });
  const now = new Date();

  const measure = async (defined: DefinedJudge, question: JudgeQuestion) => {
    const judge = await openJudgeOf(defined, question, files, world.ports.judging(rules));
    const target = definitions.config.targets[defined.eval.target];
    const calibration = canMeasure(question)
      ? await measureAgreement(judge, question, {
          at: now.toISOString(),
          concurrency: target?.concurrency ?? 1,
          onAnswer: (done) => progress.tell(`${defined.name} on its labels`, done),
        })
      : undefined;
    return { calibration, usage: usageOf(judge) };
  };

  try {
    const judges: CalibratedJudge[] = [];
    for (const defined of chosen) {
      const question = await readQuestion(defined, { head, base: undefined, rules });
      const { calibration, usage } = await measure(defined, question);
      const standing = standingOf({ held: question.held, calibration, now, staleAfterDays: 0 });
      const observed = observedOn(baseline, defined, head);
      const facts = {
        standing,
        labels: undefined,
        calibration,
        ageDays: 0,
        usage,
        people: new Map(),
      };
      judges.push({
        ...judgeRow(facts, observed ?? { passed: 0, graded: 0 }),
        name: defined.name,
        model: question.model.model,
        labels: countsOf(question.labels),
        matrix: calibration,
        observed,
      });
    }
    return judges;
  } finally {
    progress.clear();
    await world.close();
  }
};
