import * as z from 'zod';
import { modeId } from './names.ts';

/**
 * A person's word that a regression, or a change of the gate, is intended. It belongs to a pull
 * request, and holds while nothing is worse than what it covers.
 */
export const acceptanceSchema = z.strictObject({
  /** The comment that holds the command: an acceptance is made once. */
  comment: z.int(),
  /** What is accepted: one failure mode, or all changes of the gate. */
  what: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('mode'),
      mode: modeId,
      /** The newly failing cases it covers, by eval. */
      cases: z.record(z.string(), z.array(z.string())),
    }),
    z.strictObject({
      kind: z.literal('gate'),
      /** `what: change` of each change it covers. */
      changes: z.array(z.string()),
    }),
  ]),
  /** The head that the person saw. */
  head: z.string(),
  /** The code that the comment showed for it. */
  code: z.string(),
  reason: z.string().min(1).max(500),
  by: z.string().min(1),
  at: z.iso.datetime(),
});

export type Acceptance = z.infer<typeof acceptanceSchema>;

/** `accepted/<pull request>.json` on the data branch. */
export const acceptancesSchema = z.strictObject({
  schema: z.literal(1),
  pullRequest: z.int(),
  acceptances: z.array(acceptanceSchema),
});

export type Acceptances = z.infer<typeof acceptancesSchema>;
