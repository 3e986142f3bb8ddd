import { Failure } from '../domain/failure.ts';
import type { Sampled, Session } from '../domain/looking.ts';
import type { Note } from '../domain/note.ts';
import type { Signals } from './facts.ts';
import { sampleOfSeed, toGroup, toResume, type Asked } from './resume.ts';
import { sampleUndrawn } from './sample.ts';
import { recordSession, sessionsIn } from './sessions-file.ts';
import { isRead } from './taxonomy.ts';
import type { Traces } from './traces.ts';
import { dayMs } from './zone.ts';

export type SessionOptions = {
  root: string;
  /** Of the definitions, with its slash: `evals/`. */
  folder: string;
  traces: Traces;
  /** By trace; where nothing is known, more are by chance. */
  signals: ReadonlyMap<string, Signals>;
  by: string;
  /** Asked for by the person: the same sample again. */
  seed: number | undefined;
  freshSeed: () => number;
  size: number;
  /** The person asked for this size: a session of another is not gone on with. */
  sized?: boolean | undefined;
  /** Always a new sample. */
  fresh?: boolean | undefined;
  /** How often the team looks; `week` where it is left out. */
  every?: 'day' | 'week' | 'month' | undefined;
  /** A sample drawn before; of it, the traces that are here. */
  drawn?: readonly Sampled[] | undefined;
  now: () => Date;
};

export type OpenedSession = {
  session: Session;
  /** Of an announced sample, how many traces are not here. */
  absent: number;
  /** Since when it is open, and how many traces are newer than all that it holds. */
  resumed: { at: string; newer: number } | undefined;
};

const days = { day: 1, week: 7, month: 31 } as const;

const nothingNew = (count: number): Failure =>
  new Failure(
    'there is nothing new to read',
    `a note speaks of each of the ${count} traces, or somebody else has it to read just now`,
    'import newer traces, or give the `--seed` of a session to read it again',
  );

const noneHere = (count: number): Failure =>
  new Failure(
    `none of the ${count} announced traces is here`,
    'no file that was read has one of them',
    'import them (`failmode import traces FILE`) or pull them, or leave `--session` out',
  );

/** What somebody has read, or somebody else is reading: two people do not read the same. */
const seenBy = (
  { by, now, every = 'week' }: SessionOptions,
  sessions: readonly Session[],
  notes: readonly Note[],
): Set<string> => {
  const since = now().getTime() - days[every] * dayMs;
  const others = sessions.filter((one) => one.by !== by && Date.parse(one.at) > since);
  const held = others.flatMap(({ traces }) => traces.map(({ trace }) => trace));
  return new Set([...held, ...notes.filter(isRead).map(({ trace }) => trace)]);
};

/** How many of the unseen traces are newer than all that a session holds. */
const newerThan = (
  { traces: held }: Session,
  traces: Traces,
  unseen: readonly string[],
): number => {
  const timeOf = (trace: string): number => Date.parse(traces.facts(trace)?.at ?? '');
  const times = held.map(({ trace }) => timeOf(trace)).filter((time) => !Number.isNaN(time));
  const newest = times.reduce((last, time) => Math.max(last, time), -Infinity);
  return unseen.filter((trace) => timeOf(trace) > newest).length;
};

const askedOf = (
  { by, now, seed, size, sized, drawn: announced, traces }: SessionOptions,
  notes: readonly Note[],
  seen: ReadonlySet<string>,
): Asked => {
  const own = new Set(notes.filter((one) => one.by === by && isRead(one)).map((one) => one.trace));
  const has = (trace: string): boolean => traces.facts(trace) !== undefined;
  // Where there was nothing to announce, what came since is drawn as on any other day.
  const drawn = announced?.length === 0 ? undefined : announced;
  const here = drawn?.filter(({ trace }) => has(trace));
  if (drawn !== undefined && here?.length === 0) throw noneHere(drawn.length);
  return {
    by,
    now: now(),
    seed,
    size: sized === true && drawn === undefined ? size : undefined,
    drawn: here,
    unseen: traces.all().flatMap(({ id }) => (seen.has(id) ? [] : [id])),
    has,
    isRead: (trace) => own.has(trace),
  };
};

const freshSample = (
  { traces, signals, size, now }: SessionOptions,
  seed: number,
  seen: ReadonlySet<string>,
  sessions: readonly Session[],
): Sampled[] => {
  const all = traces.all().map((facts) => ({ ...facts, ...signals.get(facts.id) }));
  const drawn = sessions.flatMap((session) => session.traces.map(({ trace }) => trace));
  return sampleUndrawn(all, drawn, { seed, size, seen, now: now().getTime() });
};

/** The session to go on with, or what a new one is made of. */
const chosen = (
  options: SessionOptions,
  sessions: readonly Session[],
  seen: ReadonlySet<string>,
  asked: Asked,
): Session | { seed: number; sample: readonly Sampled[] } => {
  const known = options.fresh === true ? [] : sessions;
  const resumed = toResume(known, asked);
  if (resumed !== undefined) return resumed;
  const seed = options.seed ?? options.freshSeed();
  const sample =
    asked.drawn ?? sampleOfSeed(known, asked) ?? freshSample(options, seed, seen, sessions);
  if (sample.length > 0) return { seed, sample };
  const last = toGroup(known, asked);
  if (last === undefined) throw nothingNew(options.traces.all().length);
  return last;
};

/** Goes on with a session of the person, or records a new one with the sample of a seed. */
export const openSession = async (
  options: SessionOptions,
  notes: readonly Note[],
): Promise<OpenedSession> => {
  const { root, folder, by, traces } = options;
  const path = `${folder}sessions.jsonl`;
  const sessions = await sessionsIn(root, path);
  const seen = seenBy(options, sessions, notes);
  const asked = askedOf(options, notes, seen);
  const absent = (options.drawn?.length ?? 0) - (asked.drawn?.length ?? 0);
  const choice = chosen(options, sessions, seen, asked);
  if ('id' in choice) {
    const resumed = { at: choice.at, newer: newerThan(choice, traces, asked.unseen) };
    return { session: choice, absent, resumed };
  }
  const { seed, sample } = choice;
  const at = asked.now.toISOString();
  const session = { id: `${at.slice(0, 10)}-${seed}`, seed, at, by, traces: [...sample] };
  await recordSession(root, path, session);
  return { session, absent, resumed: undefined };
};
