import type { DataBranch } from '../domain/data-branch.ts';

/** The branch as it was when it was first looked at: all of a run's reading sees the same. */
export const seenOnce = (branch: DataBranch): DataBranch => {
  let seen: ReturnType<DataBranch['snapshot']> | undefined;
  return {
    snapshot: () => (seen ??= branch.snapshot()),
    read: (snapshot, path) => branch.read(snapshot, path),
  };
};
