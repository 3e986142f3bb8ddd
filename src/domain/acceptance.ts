import * as z from 'zod';
import { gateChangeSchema } from './decision.ts';
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
      /** Each change it covers, as it was. */
      changes: z.array(gateChangeSchema.omit({ accepted: true })),
    }),
  ]),
  /** The head that the person saw. */
  head: z.string(),
  /** The code that the comment showed for it: 12 hex digits. */
  code: z.string(),
  reason: z.string().min(1).max(1000),
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

/** Why a result holds nothing of the kind that is to be accepted. */
export type NothingToAccept =
  | { kind: 'unknown-mode'; mode: string }
  | { kind: 'not-regressed'; mode: string }
  | { kind: 'gate-unchanged' };

/** Why a command was not carried out. */
export type Refusal =
  | NothingToAccept
  | { kind: 'malformed'; why: string }
  /** By a person who may not write, by the author where policy wants a second person, or GitHub did not say. */
  | { kind: 'no-rights' | 'author' | 'rights-unknown' }
  /** The pull request is closed, or its head has no result yet, or another one than the person saw. */
  | { kind: 'closed' | 'no-result' | 'stale-code' }
  /** It could not be carried out, and the run's log says why. */
  | { kind: 'failed' };
