import * as z from 'zod';
import { runVerdicts } from './decision.ts';
import { calibrationSchema } from './judging.ts';
import { rungs } from './names.ts';

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const hash = z.string().regex(/^[0-9a-f]{16}$/);

const usage = z.strictObject({
  calls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number().optional(),
  seconds: z.number(),
});

/** A case as a baseline knows it: its id, the hash of its input, the hash of the whole case. */
const storedCase = z.tuple([z.string(), hash, hash]);

const storedTarget = z.strictObject({
  /** Of all that its outputs depend on. */
  fingerprint: hash,
  /** Of its recordings, where the target is `recorded`. */
  recordings: hash.optional(),
  /** What its index outside Git printed. */
  index: z.string().optional(),
  /** The commit at which it ran last. */
  measuredAt: sha,
  trials: z.int().min(1),
  models: z.array(z.string()),
  usage,
  cases: z.array(storedCase),
  /** Paths on the data branch, a power of two of them; a case's outputs are in the one its id is dealt to. */
  outputs: z.array(z.string()),
});

const storedEval = z.strictObject({
  rung: z.enum(rungs),
  target: z.string(),
  /** Of the check itself, with the files it reads. */
  fingerprint: hash,
  deterministic: z.boolean(),
  measuredAt: sha,
  /** `trials` letters a case (`p`, `f`, `s`, `e`), in the order of the target's cases. */
  marks: z.string().regex(/^[pfse]*$/),
  /** Of a judge: how far it agreed with people, and what its verdicts of this run took. */
  /** The file of labels, by its hash, that it was held against. */
  labels: z.string().optional(),
  calibration: calibrationSchema.optional(),
  judged: usage.optional(),
});

/** `baselines/<branch>/<sha>.json` and `latest/<branch>.json` on the data branch. */
export const baselineSchema = z.strictObject({
  schema: z.literal(1),
  commit: sha,
  branch: z.string(),
  at: z.iso.datetime(),
  verdict: z.enum(runVerdicts),
  targets: z.record(z.string(), storedTarget),
  evals: z.record(z.string(), storedEval),
});

export type Baseline = z.infer<typeof baselineSchema>;
export type StoredTarget = z.infer<typeof storedTarget>;
export type StoredEval = z.infer<typeof storedEval>;
