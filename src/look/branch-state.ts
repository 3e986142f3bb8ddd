import { readHistory } from '../baseline/history.ts';
import { tallyOf } from '../baseline/record.ts';
import { readLatest } from '../baseline/store.ts';
import { drifted } from '../decide/drift.ts';
import { rateOf } from '../decide/pairs.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { DataBranch, DataSnapshot } from '../domain/data-branch.ts';
import type { ModeId } from '../domain/names.ts';
import type { Rate } from '../domain/row.ts';
import type { ModeMove } from './issue-facts.ts';
import type { StoredSession } from './looking-session-store.ts';

const share = ({ passed, graded }: Rate): number => (graded === 0 ? 1 : passed / graded);

/** The worst eval of each mode, as the branch's latest run has it. */
const ratesOf = (latest: Baseline | undefined): Record<ModeId, Rate> => {
  const rates: Record<ModeId, Rate> = {};
  for (const [name, stored] of Object.entries(latest?.evals ?? {})) {
    const target = latest?.targets[stored.target];
    const mode = name.slice(0, name.indexOf('/'));
    if (target === undefined) continue;
    const rate = rateOf(tallyOf(stored, target).marks.values());
    const known = rates[mode];
    if (known === undefined || share(rate) < share(known)) rates[mode] = rate;
  }
  return rates;
};

export const movesOf = (before: StoredSession['rates'], now: Record<ModeId, Rate>): ModeMove[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(now)])].toSorted().flatMap((mode) => {
    const move = { mode, before: before?.[mode], now: now[mode] };
    const isSame = JSON.stringify(move.before) === JSON.stringify(move.now);
    return before === undefined || isSame ? [] : [move];
  });

/** How the evals do on the branch, now and over time. */
export const stateOf = async (data: DataBranch, snapshot: DataSnapshot, branch: string) => {
  const latest = await readLatest(data, snapshot, branch);
  const drift = drifted(await readHistory(data, snapshot, branch));
  return { latest, rates: ratesOf(latest), drift };
};

export type BranchState = Awaited<ReturnType<typeof stateOf>>;
