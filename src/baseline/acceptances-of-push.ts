import type { Acceptance } from '../domain/acceptance.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import { acceptedPullRequests, readAcceptances } from './pull-request.ts';

/** A push brings one pull request, or a few: each commit costs a request. */
const mostCommits = 30;

/**
 * The acceptances that a push carries: those of the pull requests its commits came from, squashed or
 * not. `commits` are those since the baseline, newest first; GitHub is asked only where something
 * was ever accepted.
 */
export const acceptancesOfPush = async (
  branch: DataBranch,
  commits: () => Promise<readonly string[]>,
  mergedFrom: (commit: string) => Promise<number[]>,
): Promise<Acceptance[]> => {
  const snapshot = await branch.snapshot();
  const accepted = acceptedPullRequests(snapshot);
  if (accepted.size === 0) return [];
  const merged = new Set<number>();
  for (const commit of (await commits()).slice(0, mostCommits)) {
    for (const number of await mergedFrom(commit)) if (accepted.has(number)) merged.add(number);
  }
  const all = [...merged].map((number) => readAcceptances(branch, snapshot, number));
  return (await Promise.all(all)).flat();
};
