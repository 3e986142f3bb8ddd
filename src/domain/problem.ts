/** Something wrong in one of the user's files: where, what, and how to mend it. */
export type Problem = {
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
  what: string;
  mend: string;
};

export const describeProblem = (problem: Problem): string =>
  `${problem.file}:${problem.line}:${problem.column}: ${problem.what}; ${problem.mend}`;
