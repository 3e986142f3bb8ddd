import type { Config } from '../domain/config.ts';
import { markerOf, roomIn, withSection } from './body.ts';
import type { Debt } from './debt.ts';
import { chooseMilestone } from './milestone.ts';
import type { Issue, IssuePort, Milestone, NewIssue } from './port.ts';
import { sectionOf } from './section.ts';

const ownLabel = 'convert-to-code';

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The labels of a new issue. The first is the one by which issues are listed. */
export const labelsOf = ({ labels }: Config['climb_down']): string[] =>
  labels.some((label) => isSame(label, ownLabel)) ? labels : [...labels, ownLabel];

/** With a comma in its name a label cannot be listed by: GitHub takes it for two. */
export const listedBy = (labels: readonly string[]): string =>
  labels.find((label) => !label.includes(',')) ?? ownLabel;

/** What new issues are given, beside what they say. */
export type Filing = { labels: string[]; milestone: Milestone | undefined; warnings: string[] };

export const filingOf = async (
  port: IssuePort,
  { labels, milestone: wanted }: Config['climb_down'],
  now: Date,
): Promise<Filing> => {
  const milestone = chooseMilestone(await port.milestones(), wanted, now);
  const isMissing = milestone === undefined && wanted !== 'next';
  const missing = `there is no open milestone ${JSON.stringify(wanted)}: new convert-to-code issues are in none; mend climb_down.milestone in evals/failmode.yml, or open the milestone`;
  return {
    labels: labelsOf({ labels, milestone: wanted }),
    milestone,
    warnings: isMissing ? [missing] : [],
  };
};

/** As GitHub writes logins; enterprises' have an underscore. */
const loginPattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

const assigneesOf = ({ mode: { owner } }: Debt): string[] => {
  const login = owner?.replace(/^@/, '') ?? '';
  return loginPattern.test(login) ? [login] : [];
};

/** The issue of an eval, to be made. */
export const newIssue = (debt: Debt, { labels, milestone }: Filing): NewIssue => ({
  title: `Convert to code: ${debt.eval}`,
  body: withSection('', debt.eval, sectionOf(debt, roomIn(markerOf(debt.eval)))),
  labels,
  assignees: assigneesOf(debt),
  milestone: milestone?.number,
});

const without = (wanted: readonly string[], got: readonly string[]): string[] =>
  wanted.filter((one) => !got.some((other) => isSame(one, other)));

/** What a new issue was to have and has not; undefined where it has all of it. */
export const droppedWarning = (debt: Debt, filing: Filing, made: Issue): string | undefined => {
  const { owner } = debt.mode;
  const logins = assigneesOf(debt);
  const isAssigned = logins.length > 0 && without(logins, made.assignees).length === 0;
  const { milestone } = filing;
  const dropped = [
    ...without(filing.labels, made.labels).map((label) => `the label ${label}`),
    ...(milestone !== undefined && made.milestone !== milestone.number
      ? [`the milestone ${milestone.title}`]
      : []),
    ...(owner === undefined || isAssigned ? [] : [`the assignee ${owner}`]),
  ];
  return dropped.length === 0
    ? undefined
    : `#${made.number} was opened without ${dropped.join(', ')}: GitHub drops what the token may not set, and whoever cannot be assigned; set it by hand, or mend climb_down in evals/failmode.yml and owner in ${debt.place.file}`;
};
