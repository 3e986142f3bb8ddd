import { createHash } from 'node:crypto';
import { baselineSchema, type Baseline } from '../domain/baseline.ts';
import type { DataBranch, DataSnapshot, DataWriter } from '../domain/data-branch.ts';
import { dataBranchName } from '../domain/data-branch.ts';
import { Failure } from '../domain/failure.ts';
import type { Shard } from './outputs.ts';

export const baselinePath = (branch: string, commit: string): string =>
  `baselines/${encodeURIComponent(branch)}/${commit}.json`;
const latestPath = (branch: string): string => `latest/${encodeURIComponent(branch)}.json`;
const baselinePattern = /^baselines\/[^/]+\/([0-9a-f]{40}(?:[0-9a-f]{24})?)\.json$/;

/** The baseline to compare with, and the base branch's latest run where that is newer. */
export type Found = {
  snapshot: DataSnapshot;
  baseline: Baseline | undefined;
  latest: Baseline | undefined;
};

const unreadable = (place: string, why: string): Failure =>
  new Failure(
    `the baseline ${place} cannot be read`,
    why,
    `restore the file from the history of ${dataBranchName}, or delete it there: the next push to the default branch makes a new one`,
  );

const parse = (bytes: Buffer, place: string): Baseline => {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw unreadable(place, `it is not JSON (${(error as Error).message})`);
  }
  const checked = baselineSchema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw unreadable(
    place,
    `at ${issue?.path.join('.') || 'its root'}: ${issue?.message ?? 'wrong shape'}`,
  );
};

/** Reads a record; an unreadable one is an error that names commit and path, never an empty baseline. */
const readBaseline = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  path: string,
): Promise<Baseline> =>
  parse(
    await branch.read(snapshot, path),
    `${dataBranchName}@${snapshot.commit ?? 'none'}:${path}`,
  );

/** Finds which of the candidate commits is the newest in the history of the base. */
export type NewestAncestor = (candidates: ReadonlySet<string>) => Promise<string | undefined>;

/** The newest stored baseline whose commit is the base or an ancestor of it. */
export const findBaseline = async (
  branch: DataBranch,
  baseBranch: string,
  newestAncestor: NewestAncestor,
): Promise<Found> => {
  const snapshot = await branch.snapshot();
  const stored = new Map<string, string>();
  for (const path of snapshot.blobs.keys()) {
    const commit = baselinePattern.exec(path)?.[1];
    if (commit !== undefined) stored.set(commit, path);
  }
  const path = latestPath(baseBranch);
  const latest = snapshot.blobs.has(path) ? await readBaseline(branch, snapshot, path) : undefined;
  const candidates = new Set(stored.keys());
  const newest = await newestAncestor(
    latest === undefined ? candidates : new Set([...candidates, latest.commit]),
  );
  const latestIsNewest = latest !== undefined && newest === latest.commit;
  const commit = latestIsNewest && !stored.has(newest) ? await newestAncestor(candidates) : newest;
  const place = commit === undefined ? undefined : stored.get(commit);
  return {
    snapshot,
    baseline: place === undefined ? undefined : await readBaseline(branch, snapshot, place),
    latest: latestIsNewest && latest.commit !== commit ? latest : undefined,
  };
};

/** The name that Git gives to a blob: what is there already is not written again. */
const blobSha = (text: string): string => {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
};

const tries = 12;

/** What a run leaves on the data branch. */
export type RunRecord = { record: Baseline; shards: readonly Shard[]; isBaseline: boolean };

const filesOf = async (
  { record, shards, isBaseline }: RunRecord,
  snapshot: DataSnapshot,
  movesLatest: boolean,
): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  for (const { path, text } of shards) {
    if (!snapshot.blobs.has(path)) files.set(path, await text());
  }
  const json = `${JSON.stringify(record)}\n`;
  if (isBaseline) files.set(baselinePath(record.branch, record.commit), json);
  if (movesLatest) files.set(latestPath(record.branch), json);
  for (const [path, text] of files)
    if (snapshot.blobs.get(path) === blobSha(text)) files.delete(path);
  return files;
};

/**
 * Writes a run by compare-and-swap: when another run moved the branch, what it holds is read again.
 * `latest` only moves forward: a slow run of an older commit does not replace a newer one's.
 */
export const storeRun = async (
  branch: DataBranch & DataWriter,
  run: RunRecord,
  isAncestor: (older: string, newer: string) => Promise<boolean>,
  pause: (attempt: number) => Promise<void>,
): Promise<void> => {
  const { record } = run;
  const message = `${run.isBaseline ? 'baseline' : 'latest run'} of ${record.branch} at ${record.commit.slice(0, 12)}: ${record.verdict}`;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const snapshot = await branch.snapshot();
    const path = latestPath(record.branch);
    const latest = snapshot.blobs.has(path)
      ? await readBaseline(branch, snapshot, path)
      : undefined;
    const isOlder = latest !== undefined && latest.commit !== record.commit;
    const superseded = isOlder && (await isAncestor(record.commit, latest.commit));
    const files = await filesOf(run, snapshot, !superseded);
    if (files.size === 0 || (await branch.append(snapshot, { files, message }))) return;
    await pause(attempt);
  }
  throw new Failure(
    `the branch ${dataBranchName} could not be written`,
    `other runs moved it ${tries} times in a row`,
    'run the job again',
  );
};
