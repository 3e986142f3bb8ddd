import { piiKinds } from './assertions/pii/kinds.ts';
import { readHistory } from './baseline/history.ts';
import { tallyOf } from './baseline/record.ts';
import { readLatest } from './baseline/store.ts';
import type { Pause } from './baseline/swap.ts';
import { drifted, type Drift } from './decide/drift.ts';
import { loopHealth } from './decide/loop.ts';
import { rateOf } from './decide/pairs.ts';
import { loadDefinitions } from './definitions/load.ts';
import type { Baseline } from './domain/baseline.ts';
import type { Definitions } from './domain/definitions.ts';
import { Failure } from './domain/failure.ts';
import type { Sampled } from './domain/looking.ts';
import type { ModeId } from './domain/names.ts';
import type { Note } from './domain/note.ts';
import { describeProblem } from './domain/problem.ts';
import type { Rate } from './domain/row.ts';
import { filesOfCheckout } from './edge/files.ts';
import { githubDataBranch } from './edge/github-data-branch.ts';
import { githubIssues } from './edge/github-issues.ts';
import type { GitHub } from './edge/github.ts';
import type { Git } from './edge/git.ts';
import { seedOf } from './chance.ts';
import type { LookingFacts, ModeMove } from './look/issue-facts.ts';
import { openLookingSession, type OpenedSession } from './look/looking-session.ts';
import { readSessions, type StoredSession } from './look/looking-session-store.ts';
import { openNotes } from './look/notes-file.ts';
import { openTraceSource } from './look/trace-source.ts';
import { sampleUndrawn } from './look/sample.ts';
import { saturation } from './look/saturation.ts';
import { periodOf } from './look/schedule-period.ts';
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

const definitionsOf = async ({ git, configPath }: Announcement): Promise<Definitions> => {
  const loaded = await loadDefinitions(filesOfCheckout(git), configPath);
  if (loaded.state === 'valid') return loaded.definitions;
  const [first] = problemsOf(loaded);
  const why = first === undefined ? 'they cannot be read' : describeProblem(first);
  throw new Failure('the eval definitions are invalid', why, 'see `failmode lint`');
};

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

const movesOf = (before: StoredSession['rates'], now: Record<ModeId, Rate>): ModeMove[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(now)])].toSorted().flatMap((mode) => {
    const move = { mode, before: before?.[mode], now: now[mode] };
    const isSame = JSON.stringify(move.before) === JSON.stringify(move.now);
    return before === undefined || isSame ? [] : [move];
  });

const factsOf = (
  definitions: Definitions,
  notes: readonly Note[],
  last: StoredSession | undefined,
  { rates, drift }: { rates: Record<ModeId, Rate>; drift: Drift[] },
  now: Date,
): LookingFacts => {
  const { of, fresh } = saturation(notes);
  return {
    since: last?.at,
    moved: movesOf(last?.rates, rates),
    drift,
    saturation: of === 0 ? undefined : { last: of, fresh },
    loop: loopHealth(definitions, now),
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

/** On its date: opens the looking session, for whose turn it is. Undefined: none is planned. */
export const announce = async (asked: Announcement): Promise<OpenedSession | undefined> => {
  const { git, github, branch, env, now, pause, run, url } = asked;
  const definitions = await definitionsOf(asked);
  const { looking } = definitions.config;
  if (looking === undefined) return undefined;
  const data = githubDataBranch(github);
  const snapshot = await data.snapshot();
  const period = periodOf(now, looking);
  const sessions = await readSessions(data, snapshot);
  const before = sessions.filter((session) => session.period !== period);
  const rates = ratesOf(await readLatest(data, snapshot, branch));
  const drift = drifted(await readHistory(data, snapshot, branch));
  const folder = definitions.path.slice(0, definitions.path.lastIndexOf('/') + 1);
  const { notes } = await (await openNotes(git.root, `${folder}notes.jsonl`)).read();
  const { traces, release } = await openTraceSource(looking.traces, { root: git.root, env });
  try {
    const seed = seedOf(`${github.repository.owner}/${github.repository.repo} ${period}`);
    const signals = await signalsIn({ git, env, definitions, data, branch }, traces);
    const facts = traces
      .all()
      .filter(({ id }) => !namesSomebody(id))
      .map((one) => ({ ...one, ...signals.get(one.id) }));
    const drawn = before.flatMap((session) => session.traces.map(({ trace }) => trace));
    const seen = new Set(notes.map(({ trace }) => trace));
    const size = looking.sample;
    const sample = sampleUndrawn(facts, drawn, { seed, size, seen, now: now.getTime() });
    return await openLookingSession(githubIssues(github), data, {
      looking,
      repository: `${github.repository.owner}/${github.repository.repo}`,
      url,
      now,
      run,
      seed,
      sample: await withUrls(sample, traces),
      facts: factsOf(definitions, notes, before.at(-1), { rates, drift }, now),
      rates,
      lastLooked: definitions.notes.lastLooked,
      pause,
    });
  } finally {
    await release();
  }
};
