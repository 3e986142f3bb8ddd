import type { Problem } from './problem.ts';

/** An expected failure of the run: what happened, why, and what to do. It is told without a stack. */
export class Failure extends Error {
  readonly why: string;
  readonly remedy: string;
  /** What is wrong in the user's files, where that is why. */
  readonly problems: readonly Problem[];

  constructor(what: string, why: string, remedy: string, problems: readonly Problem[] = []) {
    super(what);
    this.name = 'Failure';
    this.why = why;
    this.remedy = remedy;
    this.problems = problems;
  }
}

export const describeFailure = (failure: Failure): string =>
  `${failure.message}: ${failure.why}; ${failure.remedy}`;
