import {
  dataBranchName,
  type DataBranch,
  type DataChange,
  type DataSnapshot,
  type DataWriter,
} from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';

const tries = 12;

/** Waits before the branch is tried again; longer with each attempt, and not as long as others do. */
export type Pause = (attempt: number) => Promise<void>;

/**
 * Changes the data branch by compare-and-swap: when another run moved it, what it holds is read
 * again and the change is made anew. `change` gives undefined, or no files, where nothing is to be written.
 */
export const swap = async (
  branch: DataBranch & DataWriter,
  pause: Pause,
  change: (snapshot: DataSnapshot) => Promise<DataChange | undefined>,
): Promise<void> => {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const snapshot = await branch.snapshot();
    const wanted = await change(snapshot);
    if (wanted === undefined || wanted.files.size === 0) return;
    if (await branch.append(snapshot, wanted)) return;
    await pause(attempt);
  }
  throw new Failure(
    `the branch ${dataBranchName} could not be written`,
    `other runs moved it ${tries} times in a row`,
    'run the job again',
  );
};
