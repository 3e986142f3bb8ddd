import { createHash } from 'node:crypto';
import { baselineSchema, type Baseline } from '../domain/baseline.ts';
import type { DataBranch, DataSnapshot, DataWriter } from '../domain/data-branch.ts';
import { historyAfter, historyPath, historyText, readHistory, type NewRun } from './history.ts';
import type { Shard } from './outputs.ts';
import { readStored, type StoredKind } from './stored-json.ts';
import { swap, type Pause } from './swap.ts';

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

const stored: StoredKind<Baseline> = {
  schema: baselineSchema,
  what: 'the baseline',
  afterDeletion: 'the next push to the default branch makes a new one',
};

const readBaseline = (
  branch: DataBranch,
  snapshot: DataSnapshot,
  path: string,
): Promise<Baseline> => readStored(branch, snapshot, path, stored);

/** The branch's newest run, whether it passed or not. */
export const readLatest = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  name: string,
): Promise<Baseline | undefined> => {
  const path = latestPath(name);
  return snapshot.blobs.has(path) ? readBaseline(branch, snapshot, path) : undefined;
};

/** Finds which of the candidate commits is the newest in the history of the base. */
export type NewestAncestor = (candidates: ReadonlySet<string>) => Promise<string | undefined>;

/** The newest stored baseline whose commit is the base or an ancestor of it. */
export const findBaseline = async (
  branch: DataBranch,
  baseBranch: string,
  newestAncestor: NewestAncestor,
): Promise<Found> => {
  const snapshot = await branch.snapshot();
  const paths = new Map<string, string>();
  for (const path of snapshot.blobs.keys()) {
    const commit = baselinePattern.exec(path)?.[1];
    if (commit !== undefined) paths.set(commit, path);
  }
  const latest = await readLatest(branch, snapshot, baseBranch);
  const candidates = new Set(paths.keys());
  const newest = await newestAncestor(
    latest === undefined ? candidates : new Set([...candidates, latest.commit]),
  );
  const latestIsNewest = latest !== undefined && newest === latest.commit;
  const commit = latestIsNewest && !paths.has(newest) ? await newestAncestor(candidates) : newest;
  const place = commit === undefined ? undefined : paths.get(commit);
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

/** What a run leaves on the data branch. */
export type RunRecord = NewRun & { shards: readonly Shard[]; isBaseline: boolean };

/** `latest` and the history only move forward. */
const newestFiles = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  run: RunRecord,
): Promise<[path: string, text: string][]> => {
  const { record } = run;
  const before = await readHistory(branch, snapshot, record.branch);
  const history = historyText(historyAfter(before, run));
  return [
    [latestPath(record.branch), `${JSON.stringify(record)}\n`],
    ...(before.length === 0 && history === ''
      ? []
      : [[historyPath(record.branch), history] satisfies [string, string]]),
  ];
};

const filesOf = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  run: RunRecord,
  isNewest: boolean,
): Promise<Map<string, string>> => {
  const { record, shards, isBaseline } = run;
  const files = new Map(isNewest ? await newestFiles(branch, snapshot, run) : []);
  if (isBaseline)
    files.set(baselinePath(record.branch, record.commit), `${JSON.stringify(record)}\n`);
  for (const { path, text } of shards) if (!snapshot.blobs.has(path)) files.set(path, await text());
  for (const [path, text] of files)
    if (snapshot.blobs.get(path) === blobSha(text)) files.delete(path);
  return files;
};

/**
 * Writes a run by compare-and-swap: when another run moved the branch, what it holds is read again.
 * A slow run of an older commit does not replace a newer one's.
 */
export const storeRun = async (
  branch: DataBranch & DataWriter,
  run: RunRecord,
  isAncestor: (older: string, newer: string) => Promise<boolean>,
  pause: Pause,
): Promise<void> => {
  const { record } = run;
  const message = `${run.isBaseline ? 'baseline' : 'latest run'} of ${record.branch} at ${record.commit.slice(0, 12)}: ${record.verdict}`;
  await swap(branch, pause, async (snapshot) => {
    const latest = await readLatest(branch, snapshot, record.branch);
    const isOlder = latest !== undefined && latest.commit !== record.commit;
    const superseded = isOlder && (await isAncestor(record.commit, latest.commit));
    return { files: await filesOf(branch, snapshot, run, !superseded), message };
  });
};
