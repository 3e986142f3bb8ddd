import type { Sampled, Session } from '../domain/looking.ts';
import { dayMs } from './zone.ts';

/** Which session a person wants to hold. */
export type Asked = {
  by: string;
  now: Date;
  /** The sample of the session that had it. */
  seed: number | undefined;
  /** Undefined: any. */
  size: number | undefined;
  /** An announced sample. */
  drawn: readonly Sampled[] | undefined;
  /** Traces that are here and may be drawn. */
  unseen: readonly string[];
  /** Whether a trace is among those that were opened. */
  has: (trace: string) => boolean;
  /** Whether the person has a note on it. */
  isRead: (trace: string) => boolean;
};

/** What was begun longer ago is not what people write today. */
const longestPause = 14 * dayMs;

const holding = ({ traces }: Session): Set<string> => new Set(traces.map(({ trace }) => trace));

/** A larger one counts only where there are more traces to fill it. */
const isOfSize = (session: Session, { size, unseen }: Asked): boolean => {
  const { length } = session.traces;
  if (size === undefined || size === length) return true;
  const held = holding(session);
  return size > length && unseen.every((trace) => held.has(trace));
};

const isDrawn = (session: Session, { drawn }: Asked): boolean =>
  drawn === undefined ||
  holding(session).symmetricDifference(new Set(drawn.map(({ trace }) => trace))).size === 0;

const isAsked = (session: Session, asked: Asked): boolean =>
  (asked.seed === undefined || session.seed === asked.seed) &&
  isOfSize(session, asked) &&
  isDrawn(session, asked) &&
  session.traces.some(({ trace }) => asked.has(trace));

/** Today's, while something of it is unread, whatever ended it; an earlier one, while most is. */
const isOpen = ({ at, traces }: Session, { now, has, isRead }: Asked): boolean => {
  const here = traces.filter(({ trace }) => has(trace));
  const unread = here.filter(({ trace }) => !isRead(trace)).length;
  if (new Date(at).toDateString() === now.toDateString()) return unread > 0;
  return unread * 2 > here.length && now.getTime() - Date.parse(at) <= longestPause;
};

/** The session that a person goes on with: their last, or the one whose seed they ask for. */
export const toResume = (sessions: readonly Session[], asked: Asked): Session | undefined => {
  const own = sessions.filter(({ by }) => by === asked.by);
  if (asked.seed !== undefined) return own.findLast((session) => isAsked(session, asked));
  const last = own.at(-1);
  return last && isAsked(last, asked) && isOpen(last, asked) ? last : undefined;
};

/** The one that stays open where nothing is left to read: its notes may still be grouped. */
export const toGroup = (sessions: readonly Session[], asked: Asked): Session | undefined =>
  sessions.findLast(
    (session) =>
      session.by === asked.by &&
      isAsked(session, asked) &&
      asked.now.getTime() - Date.parse(session.at) <= longestPause,
  );

/** The sample that a seed had, whoever drew it. */
export const sampleOfSeed = (sessions: readonly Session[], asked: Asked): Sampled[] | undefined =>
  asked.seed === undefined
    ? undefined
    : sessions.findLast((session) => isAsked(session, asked))?.traces;
