import type { Case } from '../domain/case.ts';
import { kindOf, type Target } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import type { CaseId, EvalName, Rung, TargetName } from '../domain/names.ts';
import { noUsage, type Produced, type Usage } from '../domain/output.ts';
import type { Compared } from '../decide/compared.ts';
import type { Trial } from '../decide/decide.ts';
import { rulesOf, type Rules } from '../decide/rules.ts';
import { nothingFresh, type Fresh } from '../decide/ruling.ts';
import type { MeasurePorts, SinglePorts } from './ports.ts';
import type { Work } from './work.ts';
import { casesOf } from './cases.ts';
import { confirm, type RerunPort, type RerunSide } from './confirm.ts';
import { prepareGraders, type Graders } from './grading.ts';
import { graderOf, type Judges } from './judge/bench.ts';
import type { Side } from './sides.ts';
import { addUsage } from './usage.ts';

const trialOf = async (
  graders: Graders,
  name: EvalName,
  one: Case,
  produced: Produced,
): Promise<Trial> => {
  const verdict = await graders.get(name)?.grade(one, produced);
  if (verdict?.verdict === 'pass') return 1;
  return verdict?.verdict === 'fail' ? 0 : null;
};

type Opening = {
  target: Target;
  rules: Rules;
  files: Files;
  root: string | undefined;
  graders: Graders;
  usage: Usage;
  close(): Promise<void>;
};

const openSide = async (ports: SinglePorts, opening: Opening): Promise<RerunSide> => {
  const runner = await ports.single(opening);
  return {
    concurrency: opening.target.concurrency,
    async run(one, trial, evals) {
      const production = await runner.run(one, trial);
      addUsage(opening.usage, production);
      const { produced } = production;
      const outcomes = new Map<EvalName, Trial>();
      for (const name of evals)
        outcomes.set(name, await trialOf(opening.graders, name, one, produced));
      return outcomes;
    },
    async close() {
      await runner.close();
      await opening.close();
    },
  };
};

/** What running changed cases again has to hand. */
type Again = {
  work: Work;
  ports: MeasurePorts;
  judges: Judges;
  usage: Usage;
  warnings: string[];
};

const gradersFor = (
  target: TargetName,
  corpora: Files,
  { work: { head }, ports, judges }: Again,
) => {
  const resources = ports.resources(head, corpora);
  const evals = head.definitions.evals.filter(({ eval: check }) => check.target === target);
  return prepareGraders(evals, resources, graderOf(judges, 'again', resources));
};

const noClose = () => Promise.resolve();

/** The head's target in the checkout; the base's, with its own prompt, model and index, in a worktree. */
const portOf = (again: Again, base: Side): RerunPort => ({
  async cases(name, ids) {
    const { work } = again;
    const target = work.head.definitions.config.targets[name];
    const found = new Map<CaseId, Case>();
    if (target === undefined) return found;
    for await (const one of casesOf(work, target)) if (ids.has(one.id)) found.set(one.id, one);
    return found;
  },
  async open(name, side) {
    const { work, ports, usage, warnings } = again;
    const { head, rules } = work;
    if (side === 'head') {
      const target = head.definitions.config.targets[name];
      if (target === undefined) return undefined;
      const graders = await gradersFor(name, head.files, again);
      const place = { target, rules, files: head.files, root: undefined };
      return openSide(ports, { ...place, graders, usage, close: noClose });
    }
    const target = base.definitions.config.targets[name];
    if (target === undefined) return undefined;
    const tree = await ports.worktree(base.commit, target);
    if ('why' in tree) {
      warnings.push(
        `\`${name}\` could not be run again on the base (${tree.why}), so its first runs alone were compared`,
      );
      return undefined;
    }
    const graders = await gradersFor(name, base.files, again);
    const own = rulesOf(base.definitions.config, undefined);
    const place = { target, rules: own, files: base.files, root: tree.root };
    return openSide(ports, { ...place, graders, usage, close: tree.close });
  },
});

/** Code on a target that always answers the same says the same again; a judge may not. */
const canRunAgain = (target: Target | undefined, rung: Rung): boolean =>
  target !== undefined &&
  kindOf(target) !== 'recorded' &&
  (rung === 'judge' || !target.deterministic);

/** Evals that may come out differently when they are asked again, on both sides. */
const rerunnableEvals = (evals: readonly Compared[], { head }: Work, base: Side): Set<EvalName> =>
  new Set(
    evals
      .filter(({ head: { target, rung } }) =>
        [head, base].every(({ definitions: { config } }) =>
          canRunAgain(config.targets[target], rung),
        ),
      )
      .map(({ head: { name } }) => name),
  );

export type Reran = { fresh: Fresh; usage: Usage };

/** Runs again what changed, on both sides; nothing where there is no base to run it on. */
export const rerunChanged = async (
  evals: readonly Compared[],
  base: Side | undefined,
  given: Omit<Again, 'usage'>,
): Promise<Reran> => {
  const { work, ports } = given;
  const usage = noUsage();
  const rerunnable = base === undefined ? new Set<EvalName>() : rerunnableEvals(evals, work, base);
  if (base === undefined || work.rules.gate.reruns === 0 || rerunnable.size === 0) {
    return { fresh: nothingFresh, usage };
  }
  const port = portOf({ ...given, usage }, base);
  const started = ports.seconds();
  const fresh = await confirm(evals, rerunnable, work.rules.gate, port);
  usage.seconds = ports.seconds() - started;
  return { fresh, usage };
};
