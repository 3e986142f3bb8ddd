import { piiKinds } from './assertions/pii/kinds.ts';
import type { Pause } from './baseline/swap.ts';
import { lookedOf, loopHealth, loopUndefined } from './decide/loop.ts';
import { loadDefinitions } from './definitions/load.ts';
import type { Baseline } from './domain/baseline.ts';
import type { Definitions, Looked } from './domain/definitions.ts';
import { Failure } from './domain/failure.ts';
import type { Sampled } from './domain/looking.ts';
import type { Note } from './domain/note.ts';
import { describeProblem } from './domain/problem.ts';
import { filesOfCheckout } from './edge/files.ts';
import { githubDataBranch } from './edge/github-data-branch.ts';
import { githubIssues } from './edge/github-issues.ts';
import type { GitHub } from './edge/github.ts';
import type { Git } from './edge/git.ts';
import { seedOf } from './chance.ts';
import { movesOf, stateOf, type BranchState } from './look/branch-state.ts';
import type { Signals } from './look/facts.ts';
import type { LookingFacts } from './look/issue-facts.ts';
import { readLookConfig } from './look/look-config.ts';
import { openLookingSession, type OpenedSession } from './look/looking-session.ts';
import { readSessions, type StoredSession } from './look/looking-session-store.ts';
import { openNotes } from './look/notes-file.ts';
import { openTraceSource } from './look/trace-source.ts';
import { sampleUndrawn } from './look/sample.ts';
import { saturation } from './look/saturation.ts';
import { periodOf } from './look/schedule-period.ts';
import type { Looking } from './look/schedule.ts';
import type { Traces } from './look/traces.ts';
import { problemsOf } from './measure/problems.ts';
import { signalsIn } from './signals.ts';

export type Announcement = {
  git: Git;
  github: GitHub;
  configPath: string;
  /** The branch whose runs count. */
  branch: string;
  env: Readonly<Record<string, string | undefined>>;
  now: Date;
  pause: Pause;
  /** Names this run among those that may race with it. */
  run: string;
  /** The page of the repository. */
  url: string;
};

/** When traces are read, and what else is defined. */
type Plan = {
  looking: Looking;
  /** Of the definitions, with its slash. */
  folder: string;
  /** Undefined where something in them is wrong: that does not keep anybody from reading. */
  definitions: Definitions | undefined;
  looked: Looked | undefined;
  warnings: string[];
};

/** Undefined: no session is planned. */
const planOf = async ({ git, configPath }: Announcement): Promise<Plan | undefined> => {
  const loaded = await loadDefinitions(filesOfCheckout(git), configPath);
  const { folder, looking, isPlanned } = await readLookConfig(git.root, configPath);
  if (loaded.state === 'valid') {
    const { definitions } = loaded;
    const looked = lookedOf(definitions);
    return isPlanned ? { looking, folder, definitions, looked, warnings: [] } : undefined;
  }
  const [first] = problemsOf(loaded);
  const what = 'the eval definitions are invalid';
  const why = first === undefined ? 'they cannot be read' : describeProblem(first);
  if (!isPlanned || loaded.state === 'absent') throw new Failure(what, why, 'see `failmode lint`');
  const warnings = [`${what}, so the sample is drawn without them: ${why}`];
  return { looking, folder, definitions: undefined, looked: loaded.looked, warnings };
};

const factsOf = (
  { definitions, looked }: Plan,
  notes: readonly Note[],
  last: StoredSession | undefined,
  { rates, drift }: BranchState,
  now: Date,
): LookingFacts => {
  const { of, fresh } = saturation(notes);
  return {
    since: last?.at,
    moved: movesOf(last?.rates, rates),
    drift,
    saturation: of === 0 ? undefined : { last: of, fresh },
    loop: definitions === undefined ? loopUndefined(looked, now) : loopHealth(definitions, now),
  };
};

const withUrls = async (sample: readonly Sampled[], traces: Traces) => {
  const shown = [];
  for (const one of sample) {
    const url = (await traces.read(one.trace))?.source.url;
    shown.push({ ...one, ...(url !== undefined && { url }) });
  }
  return shown;
};

/** An id that is an address stays where it is: issues and branches are kept for ever. */
const namesSomebody = (id: string): boolean => piiKinds.email.find(id).length > 0;

type Drawing = {
  plan: Plan;
  seed: number;
  notes: readonly Note[];
  before: readonly StoredSession[];
  latest: Baseline | undefined;
};

const drawSample = async (
  { git, env, now }: Announcement,
  { plan: { looking, definitions }, seed, notes, before, latest }: Drawing,
  traces: Traces,
): Promise<Sampled[]> => {
  const signals =
    definitions === undefined
      ? new Map<string, Signals>()
      : await signalsIn({ git, env, definitions, latest }, traces);
  const facts = traces
    .all()
    .filter(({ id }) => !namesSomebody(id))
    .map((one) => ({ ...one, ...signals.get(one.id) }));
  const drawn = before.flatMap((session) => session.traces.map(({ trace }) => trace));
  const seen = new Set(notes.map(({ trace }) => trace));
  const size = looking.sample;
  return sampleUndrawn(facts, drawn, { seed, size, seen, now: now.getTime() });
};

/** On its date: opens the looking session, for whose turn it is. Undefined: none is planned. */
export const announce = async (asked: Announcement): Promise<OpenedSession | undefined> => {
  const { git, github, branch, env, now, pause, run, url } = asked;
  const plan = await planOf(asked);
  if (plan === undefined) return undefined;
  const { looking, folder, looked, warnings } = plan;
  const repository = `${github.repository.owner}/${github.repository.repo}`;
  const data = githubDataBranch(github);
  const snapshot = await data.snapshot();
  const period = periodOf(now, looking);
  const sessions = await readSessions(data, snapshot);
  const before = sessions.filter((session) => session.period !== period);
  const state = await stateOf(data, snapshot, branch);
  const { notes } = await (await openNotes(git.root, `${folder}notes.jsonl`)).read();
  const seed = seedOf(`${repository} ${period}`);
  const { traces, release } = await openTraceSource(looking.traces, { root: git.root, env });
  try {
    const { latest } = state;
    const sample = await drawSample(asked, { plan, seed, notes, before, latest }, traces);
    const opened = await openLookingSession(githubIssues(github), data, {
      looking,
      repository,
      url,
      now,
      run,
      seed,
      pause,
      sample: await withUrls(sample, traces),
      facts: factsOf(plan, notes, before.at(-1), state, now),
      rates: state.rates,
      lastLooked: looked?.last,
    });
    return { ...opened, warnings: [...warnings, ...opened.warnings] };
  } finally {
    await release();
  }
};
