import { stratifiedFisherWorse, type Table } from '../statistics/fisher.ts';
import { atMost } from './options.ts';
import type { Cases, Trial } from './trials.ts';

/** `flip`: 1 newly failing, -1 newly fixed, 0 neither. */
type Compared = { id: string; table: Table; flip: number; fails: boolean };

/** One mode by its first runs: what is compared, and what looks different. */
export type Screen = {
  compared: Compared[];
  newlyFailing: string[];
  newlyFixed: string[];
  added: string[];
  removed: string[];
  errored: string[];
  /** Of the head's cases, those that could not be graded on one side or the other. */
  errorShare: number;
  /** The baseline has cases and the head has none. */
  allRemoved: boolean;
  p1: number;
  /** True: the whole mode is tested, not just its cases. */
  triggered: boolean;
};

export type Tally = { passes: number; graded: number };

export const tally = (trials: readonly Trial[]): Tally => {
  let [passed, graded] = [0, 0];
  for (const trial of trials) {
    if (trial !== null) graded += 1;
    if (trial === 1) passed += 1;
  }
  return { passes: passed, graded };
};

/** Strictly more than half: 1 of 2 does not. */
const passes = ({ passes: passed, graded }: Tally): boolean => 2 * passed > graded;

const compareCase = (id: string, base: Tally, head: Tally, label: 1 | 0 | undefined): Compared => {
  const newlyFailing = passes(base) && !passes(head);
  // A person says that the judge was wrong: the case counts as unchanged.
  const seen = newlyFailing && label === 1 ? base : head;
  return {
    id,
    table: { b: base.passes, nB: base.graded, h: seen.passes, nH: seen.graded },
    flip: Number(passes(base)) - Number(passes(seen)),
    fails: !passes(seen),
  };
};

const none: Cases = new Map();

const idsOf = (compared: readonly Compared[], flip: number): string[] =>
  compared.filter((one) => one.flip === flip).map(({ id }) => id);

/** `labels`: people's verdicts on the head's outputs, by case. */
export const screen = (
  baseline: Cases = none,
  head: Cases = none,
  labels: ReadonlyMap<string, 1 | 0>,
  trigger: number,
): Screen => {
  const compared: Compared[] = [];
  const ungraded: string[] = [];
  const removed: string[] = [];
  for (const [id, trials] of baseline) {
    const base = tally(trials);
    const here = head.get(id);
    if (here === undefined) {
      if (passes(base)) removed.push(id);
      continue;
    }
    const now = tally(here);
    if (base.graded > 0 && now.graded > 0)
      compared.push(compareCase(id, base, now, labels.get(id)));
    else ungraded.push(id);
  }
  const added = [...head.keys()].filter((id) => !baseline.has(id));
  const errored = [...ungraded, ...added.filter((id) => tally(head.get(id) ?? []).graded === 0)];
  const newlyFailing = idsOf(compared, 1);
  const p1 = stratifiedFisherWorse(compared.map(({ table }) => table));
  return {
    compared,
    newlyFailing,
    newlyFixed: idsOf(compared, -1),
    added,
    removed,
    errored,
    errorShare: head.size === 0 ? 0 : errored.length / head.size,
    allRemoved: baseline.size > 0 && head.size === 0,
    p1,
    triggered: newlyFailing.length > 0 && atMost(p1, trigger),
  };
};
