import type { GatePolicy } from '../domain/config.ts';
import type { MeasuredEval } from '../domain/measurement.ts';
import type { EvalName } from '../domain/names.ts';
import type { Compared } from './compared.ts';
import {
  decide,
  type DecideOptions,
  type ModeOptions,
  type ModeRuling,
  type RerunRequest,
  type Trials,
} from './decide.ts';
import { pairUp, trialsOf, type Pair, type Pairs } from './pairs.ts';

/** A judge that nobody can trust yet decides nothing, and takes nothing of alpha from the others. */
export const isAdvisory = ({ judge }: MeasuredEval): boolean =>
  judge !== undefined && judge.standing.state !== 'calibrated';

/** What running changed cases again has shown so far, and of which evals that is possible at all. */
export type Fresh = {
  again: ReadonlySet<EvalName>;
  baseline: Trials;
  head: Trials;
};

export const nothingFresh: Fresh = { again: new Set(), baseline: {}, head: {} };

/** The cases of both sides, eval by eval; only evals that have a baseline to compare with. */
export type Paired = ReadonlyMap<EvalName, { one: Compared; pairs: Pairs }>;

export const pairAll = (evals: readonly Compared[]): Paired =>
  new Map(
    evals.flatMap((one): [EvalName, { one: Compared; pairs: Pairs }][] => {
      if (typeof one.baseline !== 'object') return [];
      const head = { tally: one.head.tally, inputs: one.headInputs };
      return [[one.head.name, { one, pairs: pairUp(one.baseline, head, one.latest) }]];
    }),
  );

const trialsOn = (side: 'base' | 'head', pairs: readonly Pair[]) =>
  Object.fromEntries(pairs.map((pair) => [pair.id, trialsOf(pair[side])]));

const rungOf = ({ rung, deterministic }: MeasuredEval) =>
  rung === 'judge' ? 'judge' : deterministic ? 'deterministic' : 'sampled';

/** A judge blocks by its agreement with people, which the rule takes into account. */
const optionsOf = (head: MeasuredEval): ModeOptions => {
  const calibration = head.judge?.calibration;
  if (calibration === undefined) return { rung: rungOf(head) };
  const { tp, fn, tn, fp } = calibration;
  return { rung: rungOf(head), labels: { tp, fn, tn, fp } };
};

const peopleOf = ({ judge }: MeasuredEval): Record<string, 1 | 0> =>
  Object.fromEntries(
    [...(judge?.people ?? [])].map(([id, label]) => [id, label === 'pass' ? 1 : 0]),
  );

export type Rulings = { modes: Record<EvalName, ModeRuling>; rerun: RerunRequest[] };

const ruleOn = (
  names: readonly EvalName[],
  paired: Paired,
  options: Omit<DecideOptions, 'modes'>,
): Rulings => {
  const sides: Record<'base' | 'head', Trials> = { base: {}, head: {} };
  const modes: DecideOptions['modes'] = {};
  const humanLabels: NonNullable<DecideOptions['humanLabels']> = {};
  for (const name of names) {
    const entry = paired.get(name);
    if (entry === undefined) continue;
    sides.base[name] = trialsOn('base', entry.pairs.compared);
    sides.head[name] = trialsOn('head', entry.pairs.compared);
    modes[name] = optionsOf(entry.one.head);
    humanLabels[name] = peopleOf(entry.one.head);
  }
  const { modes: rulings, rerun } = decide(sides.base, sides.head, {
    ...options,
    modes,
    humanLabels,
  });
  return { modes: rulings, rerun };
};

/**
 * Asks the rule about every eval whose outcome could differ. Those that can be run again and those
 * that cannot are two families: each gets half of alpha, so that both together stay within it.
 */
export const ruleOnAll = (
  paired: Paired,
  policy: GatePolicy,
  fresh: Fresh,
  finalize: boolean,
): Rulings => {
  const open = [...paired].filter(([, { one }]) => !one.carried && !isAdvisory(one.head));
  const families = [true, false].map((again) =>
    open.filter(([name]) => fresh.again.has(name) === again),
  );
  const chancy = families.filter((family) => family.some(([, { one }]) => !one.head.deterministic));
  const share = Math.max(1, chancy.length);
  const [again, once] = families.map((family, index) =>
    ruleOn(
      family.map(([name]) => name),
      paired,
      {
        alpha: policy.alpha / share,
        inconclusiveAt: policy.undecided_at,
        r: policy.reruns,
        maxErrorShare: 1,
        rerunAvailable: index === 0,
        finalize,
        fresh: { baseline: fresh.baseline, head: fresh.head },
      },
    ),
  ) as [Rulings, Rulings];
  return { modes: { ...again.modes, ...once.modes }, rerun: [...again.rerun, ...once.rerun] };
};
