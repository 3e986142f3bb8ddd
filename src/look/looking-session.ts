import type { Pause } from '../baseline/swap.ts';
import type { Issue } from '../convert/port.ts';
import type { ModeId } from '../domain/names.ts';
import type { Rate } from '../domain/row.ts';
import { dataBranchName, type DataBranch, type DataWriter } from '../domain/data-branch.ts';
import { lookingBody, lookingTitle, periodOfBody, type SampledTrace } from './issue-body.ts';
import type { LookingFacts } from './issue-facts.ts';
import {
  createIssue,
  droppedAssignee,
  endIssue,
  httpStatus,
  issueOf,
  lookingLabel,
  ownIssues,
  type Outcome,
  type SessionIssues,
} from './issue-keep.ts';
import { claimSession, settleClaim, type Claim } from './looking-session-claim.ts';
import { calendarPath, type StoredSession } from './looking-session-store.ts';
import { occurrenceIn, periodOf, periodStart, turnOf } from './schedule-period.ts';
import { scheduleOf, type Looking } from './schedule.ts';

/** What a looking session is opened with. */
export type SessionRequest = {
  looking: Looking;
  /** `acme/leasing`, and its page. */
  repository: string;
  url: string;
  now: Date;
  /** Names this run among those that may race with it. */
  run: string;
  seed: number;
  sample: readonly SampledTrace[];
  facts: LookingFacts;
  /** How the failure modes do on the base branch now, for the next session to compare with. */
  rates: Record<ModeId, Rate>;
  /** ISO 8601 of the last note. */
  lastLooked: string | undefined;
  pause: Pause;
};

export type OpenedSession = { issue?: number; created: boolean; warnings: string[] };

const reasons = {
  contents: {
    what: `the looking session could not be recorded on ${dataBranchName}`,
    else: 'look at what protects that branch',
  },
  issues: {
    what: 'the issue of the looking session could not be kept',
    else: 'switch issues on in the settings of the repository',
  },
} as const;

/** GitHub's refusals, as a warning that names the permission; anything else is thrown on. */
const warningOf = (permission: keyof typeof reasons, error: unknown): string => {
  const status = httpStatus(error);
  if (status === undefined || ![403, 404, 410].includes(status)) throw error;
  const { what, else: otherwise } = reasons[permission];
  return `${what}: GitHub answered ${status}; add \`${permission}: write\` to \`permissions:\` in the workflow, or ${otherwise}`;
};

const sessionOf = (request: SessionRequest, period: string): StoredSession => {
  const turn = turnOf(request.looking.rotation, period);
  return {
    period,
    seed: request.seed,
    at: request.now.toISOString(),
    traces: request.sample.map(({ url: _url, ...sampled }) => sampled),
    rates: request.rates,
    claim: request.run,
    ...(turn !== undefined && { turn }),
  };
};

const newIssue = (request: SessionRequest, { period, turn }: StoredSession, isKept: boolean) => {
  const { looking, url, seed, sample, facts } = request;
  const schedule = scheduleOf(looking);
  const body = lookingBody({
    period,
    when: occurrenceIn(period, schedule),
    opened: request.now,
    zone: schedule.zone,
    minutes: looking.minutes,
    turn,
    seed,
    sample,
    facts,
    calendar: isKept ? `${url}/raw/${dataBranchName}/${calendarPath}` : undefined,
  });
  const assignees = turn === undefined ? [] : [turn];
  const labels = [lookingLabel];
  return { title: lookingTitle(period), body, labels, assignees, milestone: undefined };
};

const outcomeOf = (
  issue: Issue,
  period: string,
  sessions: readonly StoredSession[],
  lastLooked: string | undefined,
): Outcome => {
  const ended = periodOfBody(issue.body) ?? period;
  if (ended === period) return 'double';
  const opened = sessions.find((session) => session.period === ended)?.at ?? periodStart(ended);
  return lastLooked !== undefined && Date.parse(lastLooked) > Date.parse(opened)
    ? 'done'
    : 'missed';
};

type Opening = { session: StoredSession; sessions: readonly StoredSession[]; isKept: boolean };
type Opened = { issue: Issue; own: readonly Issue[]; created: boolean };

const openIssue = async (
  port: SessionIssues,
  request: SessionRequest,
  { session, isKept }: Opening,
): Promise<Opened> => {
  const own = await ownIssues(port);
  const found = issueOf(own, session.period);
  if (found !== undefined) return { issue: found, own, created: false };
  const issue = await createIssue(port, newIssue(request, session, isKept), session.period);
  return { issue, own, created: true };
};

/** Closes the issues of the sessions before; gives what could not be done. */
const endOthers = async (
  port: SessionIssues,
  { lastLooked }: SessionRequest,
  { session, sessions }: Opening,
  { issue, own }: Opened,
): Promise<string[]> => {
  const others = own.filter(({ number, state }) => number !== issue.number && state === 'open');
  try {
    for (const other of others) {
      const outcome = outcomeOf(other, session.period, sessions, lastLooked);
      await endIssue(port, other, outcome, issue.number);
    }
    return [];
  } catch (error) {
    return [warningOf('issues', error)];
  }
};

/** Where the issue cannot be opened, the claim is given back, for another run to try. */
const openClaimed = async (
  port: SessionIssues,
  data: DataBranch & DataWriter,
  request: SessionRequest,
  opening: Opening,
): Promise<OpenedSession> => {
  const settle = async (issue: number | undefined): Promise<void> => {
    if (opening.isKept) await settleClaim(data, opening.session, issue, request.pause);
  };
  let opened: Opened;
  try {
    opened = await openIssue(port, request, opening);
  } catch (error) {
    // What went wrong first is what is told: a claim that cannot be given back runs out.
    await settle(undefined).catch(() => undefined);
    return { created: false, warnings: [warningOf('issues', error)] };
  }
  const { issue, created } = opened;
  await settle(issue.number);
  const dropped = created ? droppedAssignee(issue, opening.session.turn) : [];
  const left = await endOthers(port, request, opening, opened);
  return { issue: issue.number, created, warnings: [...dropped, ...left] };
};

/**
 * Opens the looking session of the period: one issue, however many runs try, recorded on the data
 * branch beside the calendar. What the token may not do is a warning.
 */
export const openLookingSession = async (
  port: SessionIssues,
  data: DataBranch & DataWriter,
  request: SessionRequest,
): Promise<OpenedSession> => {
  const session = sessionOf(request, periodOf(request.now, request.looking));
  let claim: Claim;
  try {
    claim = await claimSession(data, session, request, request.pause);
  } catch (error) {
    const warning = warningOf('contents', error);
    const opened = await openClaimed(port, data, request, { session, sessions: [], isKept: false });
    return { ...opened, warnings: [warning, ...opened.warnings] };
  }
  const { state, sessions, issue } = claim;
  if (state !== 'mine') return { created: false, warnings: [], ...(issue && { issue }) };
  return openClaimed(port, data, request, { session, sessions, isKept: true });
};
