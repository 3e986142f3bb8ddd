import { join } from 'node:path';
import { readJsonl } from '../definitions/jsonl.ts';
import { sessionSchema, type Sampled, type Session } from '../domain/looking.ts';
import { appendLines, endLastLine } from './append.ts';
import { folderFiles } from './folder.ts';

/** What opens a session. */
export type Opening = {
  by: string;
  now: Date;
  /** Asked for by the person: the sample of the session that had it. */
  seed: number | undefined;
  /** Where no seed is asked for. */
  freshSeed: () => number;
  /** Whether a trace is among those that were read. */
  has: (trace: string) => boolean;
};

/** `evals/sessions.jsonl`: each looking session, recorded once. A line that is damaged is none. */
export const sessionsIn = async (root: string, path: string): Promise<Session[]> => {
  const sessions: Session[] = [];
  for await (const line of readJsonl(folderFiles(root), path, sessionSchema)) {
    if ('value' in line) sessions.push(line.value);
  }
  return sessions;
};

const isOfToday = ({ at }: Session, now: Date): boolean =>
  new Date(at).toDateString() === now.toDateString();

/** The session that a person goes on with, or the one whose sample is asked for again. */
const before = (sessions: readonly Session[], { by, now, seed, has }: Opening) => {
  const isAsked = ({ seed: own, traces }: Session) =>
    (seed === undefined || own === seed) && traces.some(({ trace }) => has(trace));
  const own = (session: Session) =>
    isAsked(session) && session.by === by && isOfToday(session, now);
  return { resumed: sessions.findLast(own), sampled: sessions.findLast(isAsked) };
};

const sampledOf = ({ traces }: Session): Sampled[] => traces;

/** Goes on with today's session of the person, or records a new one with the sample of a seed. */
export const openSession = async (
  root: string,
  path: string,
  opening: Opening,
  sample: (seed: number, earlier: readonly Session[]) => Sampled[],
): Promise<Session> => {
  await endLastLine(join(root, path));
  const sessions = await sessionsIn(root, path);
  const { resumed, sampled } = before(sessions, opening);
  if (resumed !== undefined) return resumed;
  const seed = opening.seed ?? opening.freshSeed();
  const isAgain = opening.seed !== undefined && sampled !== undefined;
  const at = opening.now.toISOString();
  const traces = isAgain ? sampledOf(sampled) : sample(seed, sessions);
  const session: Session = { id: `${at.slice(0, 10)}-${seed}`, seed, at, by: opening.by, traces };
  await appendLines(join(root, path), [session]);
  return session;
};
