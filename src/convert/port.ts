/** Why GitHub says an issue is in its state; null: it says nothing. */
export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;

/** An issue, as far as the bot looks at it. */
export type Issue = {
  number: number;
  body: string;
  state: 'open' | 'closed';
  reason: StateReason;
  isByBot: boolean;
  labels: string[];
  assignees: string[];
  /** The number of its milestone. */
  milestone: number | undefined;
};

export type NewIssue = {
  title: string;
  body: string;
  labels: string[];
  assignees: string[];
  milestone: number | undefined;
};

/** `dueOn`: ISO 8601; undefined where nobody set it. */
export type Milestone = { number: number; title: string; dueOn: string | undefined };

/** What is changed of an issue: all else is people's. */
export type IssueChange = {
  body?: string;
  state?: { to: 'open' } | { to: 'closed'; reason: 'completed' | 'not_planned' };
};

/** What keeping the issues needs of GitHub. What it throws has GitHub's `status`. */
export type IssuePort = {
  /** All that have the label, open and closed, of everybody. */
  list(label: string): Promise<Issue[]>;
  /** Undefined: deleted, or moved to another repository. */
  get(number: number): Promise<Issue | undefined>;
  /** Gives what was made: GitHub drops in silence what the author may not set. */
  create(issue: NewIssue): Promise<Issue>;
  edit(number: number, change: IssueChange): Promise<void>;
  comment(number: number, body: string): Promise<void>;
  /** All comments on an issue, oldest first. */
  comments(number: number): Promise<{ body: string; isByBot: boolean }[]>;
  /** The open ones. */
  milestones(): Promise<Milestone[]>;
};
