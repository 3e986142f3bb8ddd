import type { RunVerdict } from './decision.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** A note at a line of the user's files. */
export type Annotation = {
  level: AnnotationLevel;
  title: string;
  message: string;
  file?: string;
  line?: number;
  column?: number;
};

/** How the one comment of a pull request is kept. */
export type CommentPlan = {
  pullRequest: number;
  /** The head that the comment speaks of: nothing is posted for one that is not the head any more. */
  head: string;
  body: string;
  /** `if-present`: an earlier run's comment is brought up to date, but none is made. */
  when: 'always' | 'if-present';
  how: 'update' | 'recreate';
  /** Orders the runs: an older one does not overwrite a newer one's comment. */
  run: { number: number; attempt: number };
  /** It says more of a result that is there: a newer run's comment on the same head is amended, and stays that run's. */
  amends?: boolean;
};

export type StatusPlan = {
  sha: string;
  state: 'pending' | 'success' | 'failure';
  /** At most 140 characters. */
  description: string;
};

/** All that a run says and leaves, as data: the same for a dry run, the terminal and the runner. */
export type Plan = {
  verdict: RunVerdict;
  /** The sentence with which the step fails; undefined where it does not. */
  failure: string | undefined;
  comment: CommentPlan | undefined;
  status: StatusPlan | undefined;
  summary: string;
  annotations: Annotation[];
  outputs: Record<string, string>;
  files: { name: string; content: string; output: string }[];
};
