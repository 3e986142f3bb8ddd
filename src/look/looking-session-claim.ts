import { swap, type Pause } from '../baseline/swap.ts';
import type { DataBranch, DataSnapshot, DataWriter } from '../domain/data-branch.ts';
import { lookingCalendar, type CalendarRequest } from './calendar.ts';
import {
  calendarPath,
  readSessions,
  sessionsPath,
  sessionsText,
  withSession,
  type StoredSession,
} from './looking-session-store.ts';
import { minuteMs } from './zone.ts';

type Branch = DataBranch & DataWriter;

/** Whose it is to open the issue; `sessions` are those recorded before. */
export type Claim = {
  state: 'mine' | 'opened' | 'being-opened';
  sessions: StoredSession[];
  issue?: number;
};

/** A run that has held its claim for longer has died. */
const longestClaimMs = 15 * minuteMs;

const stateOf = (known: StoredSession | undefined, wanted: StoredSession): Claim['state'] => {
  if (known?.issue !== undefined) return 'opened';
  if (known?.claim === undefined || known.claim === wanted.claim) return 'mine';
  const age = Date.parse(wanted.at) - Date.parse(known.at);
  return age < longestClaimMs ? 'being-opened' : 'mine';
};

/** The calendar, where it is not what the branch holds. */
const changedCalendar = async (
  branch: Branch,
  snapshot: DataSnapshot,
  request: CalendarRequest,
): Promise<[string, string][]> => {
  const previous = snapshot.blobs.has(calendarPath)
    ? (await branch.read(snapshot, calendarPath)).toString('utf8')
    : undefined;
  const text = lookingCalendar(request, previous);
  return text === previous ? [] : [[calendarPath, text]];
};

/**
 * Claims a period for one run, of however many: the others see that it is opened, or being opened.
 * Brings the calendar up to date on the way.
 */
export const claimSession = async (
  branch: Branch,
  wanted: StoredSession,
  calendar: CalendarRequest,
  pause: Pause,
): Promise<Claim> => {
  let claim: Claim = { state: 'mine', sessions: [] };
  await swap(branch, pause, async (snapshot) => {
    const sessions = await readSessions(branch, snapshot);
    const known = sessions.find(({ period }) => period === wanted.period);
    const state = stateOf(known, wanted);
    claim = { state, sessions, ...(known?.issue !== undefined && { issue: known.issue }) };
    const files = new Map(await changedCalendar(branch, snapshot, calendar));
    if (state === 'mine') files.set(sessionsPath, sessionsText(withSession(sessions, wanted)));
    return { files, message: `looking session ${wanted.period}` };
  });
  return claim;
};

/** Records the issue of a claimed session; without one the claim is given back. */
export const settleClaim = (
  branch: Branch,
  { claim: _claim, ...session }: StoredSession,
  issue: number | undefined,
  pause: Pause,
): Promise<void> => {
  const settled = { ...session, ...(issue !== undefined && { issue }) };
  return swap(branch, pause, async (snapshot) => {
    const sessions = withSession(await readSessions(branch, snapshot), settled);
    const message = `looking session ${session.period}: ${issue === undefined ? 'no issue' : `#${issue}`}`;
    return { files: new Map([[sessionsPath, sessionsText(sessions)]]), message };
  });
};
