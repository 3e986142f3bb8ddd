import * as z from 'zod';
import { gateSchema } from './config.ts';
import { runVerdicts } from './decision.ts';
import type { Report } from './report.ts';
import { rowVerdicts } from './row.ts';

const row = z.looseObject({
  mode: z.string(),
  evals: z.array(
    z.looseObject({
      name: z.string(),
      verdict: z.enum(rowVerdicts),
      reasons: z.array(z.string()),
      newlyFailing: z.array(z.looseObject({ case: z.string() })),
    }),
  ),
});

/** What an acceptance is decided by, and what every report is rendered from. */
const reportShape = z.looseObject({
  schema: z.literal(1),
  subject: z.looseObject({ commit: z.string() }),
  decision: z.looseObject({
    verdict: z.enum(runVerdicts),
    rows: z.array(row),
    gateChanges: z.array(z.looseObject({ what: z.string() })),
  }),
  touched: z.array(z.unknown()),
  targets: z.array(z.unknown()),
  usage: z.looseObject({ here: z.looseObject({}) }),
  details: z.array(z.unknown()),
  loop: z.looseObject({}),
});

const storedRun = z.strictObject({
  /** Of head, base, baseline and everything that decides: the same key has the same verdict. */
  key: z.string(),
  /** The pull request's head. */
  head: z.string(),
  at: z.iso.datetime(),
  /** Of the workflow's run whose comment this is: an older one does not overwrite a newer one's. */
  run: z.strictObject({ number: z.int(), attempt: z.int() }),
  /** Of the base: it says who may accept, and what blocks. */
  policy: gateSchema.pick({ fail_on: true, second_person: true }),
  /** The report before any acceptance; its `acceptCode` is the code that an acceptance of it carries. */
  report: z.custom<Report>((value) => reportShape.safeParse(value).success, 'it is no report'),
});

/** `runs/<pull request>.json` on the data branch: the newest runs of a pull request, the last one last. */
export const storedRunsSchema = z.strictObject({
  schema: z.literal(1),
  pullRequest: z.int(),
  runs: z.array(storedRun),
});

export type StoredRun = z.infer<typeof storedRun>;
export type StoredRuns = z.infer<typeof storedRunsSchema>;
