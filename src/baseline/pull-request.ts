import { acceptancesSchema, type Acceptance, type Acceptances } from '../domain/acceptance.ts';
import type { DataBranch, DataSnapshot, DataWriter } from '../domain/data-branch.ts';
import { storedRunsSchema, type StoredRun, type StoredRuns } from '../domain/stored-run.ts';
import { utf8Length } from '../foreign/cut.ts';
import { leanReport } from './lean-report.ts';
import { readStored, type StoredKind } from './stored-json.ts';
import { swap, type Pause } from './swap.ts';

const runsPath = (pullRequest: number): string => `runs/${pullRequest}.json`;
const acceptancesPath = (pullRequest: number): string => `accepted/${pullRequest}.json`;

const acceptedPattern = /^accepted\/(\d+)\.json$/;

const runsKind: StoredKind<StoredRuns> = {
  schema: storedRunsSchema,
  what: "a pull request's runs",
  afterDeletion: 'its next run is stored anew',
};

const acceptancesKind: StoredKind<Acceptances> = {
  schema: acceptancesSchema,
  what: 'the acceptances of a pull request',
  afterDeletion: 'what was accepted must then be accepted again',
};

/** The newest runs of a pull request, the last one last; none, where nothing was stored. */
export const readRuns = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  pullRequest: number,
): Promise<StoredRuns> => {
  const path = runsPath(pullRequest);
  if (!snapshot.blobs.has(path)) return { schema: 1, pullRequest, runs: [] };
  return readStored(branch, snapshot, path, runsKind);
};

/** What people have accepted in a pull request, oldest first. */
export const readAcceptances = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
  pullRequest: number,
): Promise<Acceptance[]> => {
  const path = acceptancesPath(pullRequest);
  if (!snapshot.blobs.has(path)) return [];
  return (await readStored(branch, snapshot, path, acceptancesKind)).acceptances;
};

/** The pull requests in which something was ever accepted. */
export const acceptedPullRequests = ({ blobs }: DataSnapshot): Set<number> =>
  new Set([...blobs.keys()].flatMap((path) => acceptedPattern.exec(path)?.[1] ?? []).map(Number));

/** By which a reader sees that neither the runs nor the acceptances of a pull request have moved. */
export const versionOf = ({ blobs }: DataSnapshot, pullRequest: number): string =>
  [runsPath(pullRequest), acceptancesPath(pullRequest)].map((path) => blobs.get(path)).join();

const mostRuns = 3;
/** Of the whole file: GitHub gives larger ones, but nobody reads them. */
const mostBytes = 1024 * 1024;

const textOf = (pullRequest: number, runs: StoredRun[]): string => {
  const text = `${JSON.stringify({ schema: 1, pullRequest, runs } satisfies StoredRuns)}\n`;
  return runs.length > 1 && utf8Length(text) > mostBytes
    ? textOf(pullRequest, runs.slice(1))
    : text;
};

/** Keeps a run among the newest of its pull request, in the place of one with the same key. */
export const keepRun = (
  branch: DataBranch & DataWriter,
  pullRequest: number,
  run: StoredRun,
  pause: Pause,
): Promise<void> => {
  const lean = { ...run, report: leanReport(run.report, mostBytes / (2 * mostRuns)) };
  const message = `run of #${pullRequest} at ${run.head.slice(0, 12)}: ${run.report.decision.verdict}`;
  return swap(branch, pause, async (snapshot) => {
    const { runs } = await readRuns(branch, snapshot, pullRequest);
    const newest = [...runs.filter(({ key }) => key !== run.key), lean].slice(-mostRuns);
    return { files: new Map([[runsPath(pullRequest), textOf(pullRequest, newest)]]), message };
  });
};

/** Adds an acceptance; of one comment there is one, however often it is added. */
export const addAcceptance = (
  branch: DataBranch & DataWriter,
  pullRequest: number,
  acceptance: Acceptance,
  pause: Pause,
): Promise<void> =>
  swap(branch, pause, async (snapshot) => {
    const known = await readAcceptances(branch, snapshot, pullRequest);
    if (known.some(({ comment }) => comment === acceptance.comment)) return undefined;
    const all: Acceptances = { schema: 1, pullRequest, acceptances: [...known, acceptance] };
    const files = new Map([[acceptancesPath(pullRequest), `${JSON.stringify(all)}\n`]]);
    return { files, message: `#${pullRequest}: accepted by ${acceptance.by}` };
  });
