import * as z from 'zod';

const count = z.int().min(0);

/** A judge's verdict on a label that differs from the person's, with both critiques. */
const disagreement = z.strictObject({
  label: z.string(),
  person: z.enum(['pass', 'fail']),
  judge: z.enum(['pass', 'fail']),
  /** What the person wrote, where they did. */
  personSaid: z.string().exactOptional(),
  judgeSaid: z.string(),
});

/**
 * What measuring a judge against people's labels showed, positive = pass. It holds for exactly this
 * prompt, model and parameters (`judge`), and these labels (`labels`): both are fingerprints.
 */
export const calibrationSchema = z.strictObject({
  judge: z.string(),
  labels: z.string(),
  at: z.iso.datetime(),
  /** Which labels it was measured on; never those of `train`. */
  on: z.enum(['test', 'dev and test']),
  tp: count,
  fn: count,
  tn: count,
  fp: count,
  /** Labels that the judge could not answer. */
  errors: count,
  /** Why the first of them has no answer; replies are not quoted. */
  firstError: z.string().exactOptional(),
  /** Of each class, a label on which judge and person agreed: asked again beside every batch. */
  agreed: z.strictObject({ pass: z.array(z.string()), fail: z.array(z.string()) }),
  disagreements: z.array(disagreement),
});

export type Calibration = z.infer<typeof calibrationSchema>;
export type Disagreement = z.infer<typeof disagreement>;

/**
 * Whether a judge may block. Calibrated: agreement is measured, both rates reach the minimum on
 * enough labels, and their lower limits sum to more than 1. Unmeasured: it gave no answers to
 * measure, so its rows are not measured either. Otherwise they are advisory.
 */
export type Standing =
  | { state: 'calibrated' }
  | {
      state: 'advisory' | 'unmeasured';
      why: string;
      mend: string;
      /** What was said when it was asked: foreign text. */
      said?: string;
    };
