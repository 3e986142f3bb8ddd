/** An expected failure of the run: what happened, why, and what to do. It is told without a stack. */
export class Failure extends Error {
  readonly why: string;
  readonly remedy: string;

  constructor(what: string, why: string, remedy: string) {
    super(what);
    this.name = 'Failure';
    this.why = why;
    this.remedy = remedy;
  }
}

export const describeFailure = (failure: Failure): string =>
  `${failure.message}: ${failure.why}; ${failure.remedy}`;
