import type { Table } from '../statistics/fisher.ts';
import type { Settings } from './options.ts';
import type { RerunRequest } from './ruling.ts';
import { tally, type Screen } from './screen.ts';
import type { Cases, Trial } from './trials.ts';

/** A case that is run again, and how far that has come. */
export type Rerun = {
  case: string;
  newlyFailing: boolean;
  /** `cleared`: the head passed often enough that the rest was not run. */
  state: 'cleared' | 'complete' | 'incomplete';
  /** Graded re-runs of both sides. */
  table: Table;
  /** Baseline's passes less head's, over equally many graded re-runs. */
  difference: number;
  requests: RerunRequest[];
};

type Side = RerunRequest['side'];
type Suspect = {
  mode: string;
  case: string;
  newlyFailing: boolean;
  fresh: Record<Side, readonly Trial[]>;
};

const missing = ({ mode, case: id, fresh }: Suspect, side: Side, r: number): RerunRequest[] =>
  fresh[side].length < r ? [{ mode, case: id, side, trials: r - fresh[side].length }] : [];

const stoppedEarly = (trials: readonly Trial[], { r, clearAfterPasses }: Settings): boolean =>
  tally(trials.slice(0, r - 1)).passes >= clearAfterPasses;

/** The head first, until it is cleared; the baseline only if the head has used all its runs. */
const oneAfterTheOther = (suspect: Suspect, settings: Settings): RerunRequest[] => {
  const { head } = suspect.fresh;
  if (stoppedEarly(head, settings)) return [];
  const stopAfterPasses = settings.clearAfterPasses - tally(head).passes;
  const [onHead] = missing(suspect, 'head', settings.r);
  return onHead ? [{ ...onHead, stopAfterPasses }] : missing(suspect, 'baseline', settings.r);
};

const stateOf = (
  { baseline, head }: Suspect['fresh'],
  triggered: boolean,
  settings: Settings,
): Rerun['state'] => {
  if (!triggered && stoppedEarly(head, settings)) return 'cleared';
  const enough = (trials: readonly Trial[]): boolean =>
    trials.length >= settings.r && 2 * tally(trials).graded >= settings.r;
  return enough(baseline) && enough(head) ? 'complete' : 'incomplete';
};

const differenceOf = ({ baseline, head }: Suspect['fresh']): number => {
  const [base, here] = [baseline, head].map((side) => side.filter((trial) => trial !== null));
  const equally = Math.min(base?.length ?? 0, here?.length ?? 0);
  const passes = (trials: readonly Trial[] = []): number => tally(trials.slice(0, equally)).passes;
  return passes(base) - passes(here);
};

const rerunOf = (suspect: Suspect, triggered: boolean, settings: Settings): Rerun => {
  const [base, head] = [tally(suspect.fresh.baseline), tally(suspect.fresh.head)];
  return {
    case: suspect.case,
    newlyFailing: suspect.newlyFailing,
    state: stateOf(suspect.fresh, triggered, settings),
    table: { b: base.passes, nB: base.graded, h: head.passes, nH: head.graded },
    difference: differenceOf(suspect.fresh),
    requests: triggered
      ? [...missing(suspect, 'head', settings.r), ...missing(suspect, 'baseline', settings.r)]
      : oneAfterTheOther(suspect, settings),
  };
};

/** In a triggered mode each changed case, on both sides; else each newly failing case. */
export const rerunsOf = (
  mode: string,
  screen: Screen,
  fresh: Record<Side, Cases | undefined>,
  settings: Settings,
): Rerun[] => {
  const { newlyFailing, newlyFixed, triggered } = screen;
  // Only the first r: runs beyond them must not be a second chance.
  const runs = (side: Side, id: string): readonly Trial[] =>
    (fresh[side]?.get(id) ?? []).slice(0, settings.r);
  const rerun = (id: string, isFailing: boolean): Rerun => {
    const both = { baseline: runs('baseline', id), head: runs('head', id) };
    const suspect = { mode, case: id, newlyFailing: isFailing, fresh: both };
    return rerunOf(suspect, triggered, settings);
  };
  return [
    ...newlyFailing.map((id) => rerun(id, true)),
    ...(triggered ? newlyFixed.map((id) => rerun(id, false)) : []),
  ];
};
