import * as z from 'zod';
import { readStored, type StoredKind } from '../baseline/stored-json.ts';
import type { DataBranch, DataSnapshot } from '../domain/data-branch.ts';
import { sessionSchema } from '../domain/looking.ts';

export const sessionsPath = 'looking/sessions.json';
export const calendarPath = 'looking/looking.ics';

const storedSession = sessionSchema.pick({ seed: true, at: true, traces: true }).extend({
  period: z.string().min(1),
  /** Whose turn it was, where there is a rotation. */
  turn: z.string().exactOptional(),
  issue: z.int().exactOptional(),
  /** How the failure modes did on the base branch then, by mode. */
  rates: z
    .record(z.string(), z.strictObject({ passed: z.number(), graded: z.number() }))
    .exactOptional(),
  /** The run that is opening the issue right now. */
  claim: z.string().exactOptional(),
});

/** A looking session that was opened, with the sample that was drawn for it. */
export type StoredSession = z.infer<typeof storedSession>;

const sessionsSchema = z.strictObject({ schema: z.literal(1), sessions: z.array(storedSession) });

const sessionsKind: StoredKind<z.infer<typeof sessionsSchema>> = {
  schema: sessionsSchema,
  what: 'the list of looking sessions',
  afterDeletion: 'the next session is opened without knowing the ones before',
};

/** The sessions that were opened, oldest first. */
export const readSessions = async (
  branch: DataBranch,
  snapshot: DataSnapshot,
): Promise<StoredSession[]> =>
  snapshot.blobs.has(sessionsPath)
    ? (await readStored(branch, snapshot, sessionsPath, sessionsKind)).sessions
    : [];

/** Of weekly ones, those of a year. */
const mostSessions = 52;

/** The list with a session in the place of the one of its period. */
export const withSession = (
  sessions: readonly StoredSession[],
  session: StoredSession,
): StoredSession[] =>
  [...sessions.filter(({ period }) => period !== session.period), session]
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .slice(-mostSessions);

export const sessionsText = (sessions: readonly StoredSession[]): string =>
  `${JSON.stringify({ schema: 1, sessions })}\n`;
