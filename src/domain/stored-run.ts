import * as z from 'zod';
import type { Report } from './report.ts';

const storedRun = z.strictObject({
  /** Of head, base, baseline and everything that decides: the same key has the same verdict. */
  key: z.string(),
  /** The pull request's head. */
  head: z.string(),
  /** The code by which an acceptance says what its author saw. */
  code: z.string(),
  at: z.iso.datetime(),
  /** The report before any acceptance. */
  report: z.custom<Report>(
    (value) => typeof value === 'object' && value !== null && 'decision' in value,
  ),
});

/** `runs/<pull request>.json` on the data branch: the newest runs of a pull request, the last one last. */
export const storedRunsSchema = z.strictObject({
  schema: z.literal(1),
  pullRequest: z.int(),
  runs: z.array(storedRun),
});

export type StoredRun = z.infer<typeof storedRun>;
export type StoredRuns = z.infer<typeof storedRunsSchema>;
