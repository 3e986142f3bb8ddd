import type { IssuePort, Issue, NewIssue } from '../convert/port.ts';
import { code } from '../definitions/words.ts';
import { periodOfBody } from './issue-body.ts';

export const lookingLabel = 'looking-session';

/** What keeping the sessions' issues needs of GitHub. */
export type SessionIssues = Pick<IssuePort, 'list' | 'create' | 'edit'>;

export const httpStatus = (error: unknown): number | undefined =>
  (error as { status?: number } | undefined)?.status;

/** The bot's own issues of sessions, oldest first. Anybody can write the marker; the author proves it. */
export const ownIssues = async (port: SessionIssues): Promise<Issue[]> =>
  (await port.list(lookingLabel))
    .filter(({ isByBot, body }) => isByBot && periodOfBody(body) !== undefined)
    .toSorted((one, other) => one.number - other.number);

export const issueOf = (own: readonly Issue[], period: string): Issue | undefined =>
  own.find(({ body }) => periodOfBody(body) === period);

/** GitHub refuses an issue whole where somebody may not be assigned. */
const createUnassigned = async (port: SessionIssues, issue: NewIssue): Promise<Issue> => {
  try {
    return await port.create(issue);
  } catch (error) {
    if (httpStatus(error) !== 422 || issue.assignees.length === 0) throw error;
    return port.create({ ...issue, assignees: [] });
  }
};

/** Makes the issue of a period; after an error what is there is asked again: the reply may be lost. */
export const createIssue = async (
  port: SessionIssues,
  issue: NewIssue,
  period: string,
): Promise<Issue> => {
  try {
    return await createUnassigned(port, issue);
  } catch (error) {
    const isRefused = (httpStatus(error) ?? 500) < 500;
    const made = isRefused ? undefined : issueOf(await ownIssues(port), period);
    if (made === undefined) throw error;
    return made;
  }
};

/** Whom GitHub did not assign, told with how to mend it. */
export const droppedAssignee = ({ assignees }: Issue, turn: string | undefined): string[] => {
  const isAssigned = assignees.some((login) => login.toLowerCase() === turn?.toLowerCase());
  if (turn === undefined || isAssigned) return [];
  return [
    `GitHub did not assign the looking session to ${code(turn)}, whose turn it is: they need write access to this repository, or another name in \`looking.rotation\``,
  ];
};

/** What became of a session whose issue is still open when the next one is. */
export type Outcome = 'done' | 'missed' | 'double';

const endings: Record<Outcome, (next: number) => string> = {
  done: (next) => `> **Done.** The next session is #${next}.`,
  missed: (next) =>
    `> **Missed**: nobody has noted anything since it was opened. #${next} takes its place.`,
  double: (next) => `> Opened twice: #${next} is the one.`,
};

/** The body with a line below its marker; what people wrote and ticked stays. */
const withEnding = (body: string, ending: string): string => {
  const [marker = '', ...rest] = body.split('\n');
  return [marker, ending, '', ...rest].join('\n');
};

/** Closes an issue, and says in it why, at once. */
export const endIssue = (
  port: SessionIssues,
  issue: Issue,
  outcome: Outcome,
  next: number,
): Promise<void> =>
  port.edit(issue.number, {
    body: withEnding(issue.body, endings[outcome](next)),
    state: { to: 'closed', reason: outcome === 'done' ? 'completed' : 'not_planned' },
  });
