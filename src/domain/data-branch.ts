/** The data branch at one commit: each path with its blob. `commit` undefined: there is no branch yet. */
export type DataSnapshot = {
  commit: string | undefined;
  blobs: ReadonlyMap<string, string>;
};

export const dataBranchName = 'failmode-data';

/** Reading the branch on which the bot keeps its baselines. */
export type DataBranch = {
  snapshot(): Promise<DataSnapshot>;
  /** The bytes at a path of a snapshot. Throws a `Failure` that names commit and path. */
  read(snapshot: DataSnapshot, path: string): Promise<Buffer>;
};

/** A change of the data branch: whole files, and why. */
export type DataChange = { files: ReadonlyMap<string, string>; message: string };

/** Writing it: compare-and-swap, old or new and never torn. */
export type DataWriter = {
  /** False: the branch has moved since the snapshot; nothing was written. */
  append(snapshot: DataSnapshot, change: DataChange): Promise<boolean>;
};
