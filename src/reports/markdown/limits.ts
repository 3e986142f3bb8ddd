/** How much of a report a Markdown document holds. */
export type Limits = {
  /** Of the whole document, in UTF-8. */
  bytes: number;
  /** Cases shown of one failure mode, each with its input and outputs. */
  cases: number;
  /** Of one input, output or critique, in UTF-8. */
  excerptBytes: number;
  /** Names in a list of cases. */
  names: number;
  /** Where a reader finds what was cut. */
  rest: string;
};

/** GitHub takes 65 536 characters of a comment; how it counts them is its own affair. */
export const commentLimits = (bytes = 60_000): Limits => ({
  bytes,
  cases: 10,
  excerptBytes: 1_200,
  names: 12,
  rest: 'the job summary has the rest',
});

/** GitHub drops a summary above 1 MiB whole. */
export const summaryLimits: Limits = {
  bytes: 900 * 1024,
  cases: 200,
  excerptBytes: 6_000,
  names: 200,
  rest: '`results.json` has the rest',
};
