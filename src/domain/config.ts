import * as z from 'zod';

const path = z.string().min(1);
const globs = z.array(z.string().min(1)).min(1);
const argv = z.array(z.string()).min(1);
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

const duration = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?:ms|s|m)$/)
  .describe('A time with its unit: 500ms, 60s, 2m');

const days = z
  .string()
  .regex(/^\d+d$/)
  .describe('Days: 30d');

export const modelSchema = z.strictObject({
  model: z.string().min(1).describe('The model as its endpoint names it'),
  base_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("An OpenAI-compatible endpoint; OpenAI's own where left out"),
  api_key_env: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/)
    .optional()
    .describe('The environment variable that holds the key'),
  params: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Sent with every request, as they are'),
  price: z
    .strictObject({ input: z.number().min(0), output: z.number().min(0) })
    .optional()
    .describe('USD per million tokens'),
  recorded: path
    .optional()
    .describe(
      "JSONL of a judge's replies, recorded before: what is there is not asked again, and needs no key",
    ),
});

const runSchema = z.strictObject({
  recorded: globs.optional().describe('JSONL files of outputs that your own pipeline recorded'),
  prompt: path.optional().describe("A prompt file, rendered with the case's input"),
  model: z.string().optional().describe('The model that answers the prompt: a name from `models`'),
  command: argv.optional().describe('Your program: one JSON line in, one JSON line out'),
  module: path.optional().describe('A file whose default export answers `(input, context)`'),
  http: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      headers: z.record(z.string(), z.string()).optional(),
    })
    .optional()
    .describe('An endpoint that is sent the same JSON line'),
  prepare: argv.optional().describe('Makes a fresh checkout of the base runnable'),
  env: z
    .array(z.string())
    .default([])
    .describe('What the program may see, besides PATH, HOME and the like'),
});

const retrievalSchema = z.union([
  globs,
  z.strictObject({
    command: argv.describe('Prints a fingerprint of an index that is outside Git'),
  }),
]);

const dependsOnSchema = z.strictObject({
  prompts: globs.optional(),
  models: globs.optional(),
  retrieval: retrievalSchema.optional(),
  code: globs.optional(),
});

export const targetSchema = z.strictObject({
  run: runSchema.describe('How the target is run: exactly one kind'),
  cases: globs.describe('JSONL files of cases'),
  trials: z.int().min(1).max(20).default(1).describe('Runs of each case'),
  timeout: duration.default('60s'),
  concurrency: z.int().min(1).max(256).default(8),
  deterministic: z
    .boolean()
    .default(false)
    .describe('True: given the same files it always answers the same. Temperature 0 is not'),
  depends_on: dependsOnSchema
    .default({})
    .describe('What counts as touching this target, and how the comment names it'),
});

const corpusSchema = z.strictObject({
  file: path,
  ids: z.string().describe("JSONPath to the documents' ids"),
});

export const gateSchema = z.strictObject({
  alpha: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.05)
    .describe('Chance that a pull request which changes nothing is blocked, over all modes'),
  undecided_at: z.number().gt(0).max(1).default(0.2),
  reruns: z.int().min(0).max(100).default(10).describe('A side, of each case whose result changed'),
  baseline_trials: z.int().min(1).max(20).default(1),
  fail_on: z.enum(['regression', 'undecided', 'never']).default('regression'),
  max_errors: z.number().min(0).max(1).default(0.1).describe("Share of a mode's cases"),
  second_person: z.boolean().default(false),
  stale_after: days.default('30d').describe('An older baseline is said to be old'),
});

const budgetSchema = z.strictObject({
  calls: z.int().min(0).default(5000),
  usd: z.number().min(0).default(10),
  minutes: z.number().gt(0).default(20),
});

const lookingSchema = z.strictObject({
  traces: z.union([globs, z.strictObject({ command: argv })]),
  sample: z.int().min(1).default(100),
  every: z.enum(['day', 'week', 'month']).default('week'),
  at: z.string().default('Tuesday 10:00 UTC'),
  minutes: z.int().min(5).default(30),
  rotation: z.array(z.string()).default([]),
});

const climbDownSchema = z.strictObject({
  labels: z.array(z.string()).default(['convert-to-code']),
  milestone: z.union([z.literal('next'), z.string()]).default('next'),
});

/** `evals/failmode.yml`. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  models: z.record(name, modelSchema).default({}),
  targets: z.record(name, targetSchema),
  corpora: z.record(name, corpusSchema).default({}),
  gate: gateSchema.prefault({}),
  budget: budgetSchema.prefault({}),
  looking: lookingSchema.optional(),
  climb_down: climbDownSchema.prefault({}),
});

export type Config = z.infer<typeof configSchema>;
export type ConfigAsWritten = z.input<typeof configSchema>;
export type Target = z.infer<typeof targetSchema>;
export type Model = z.infer<typeof modelSchema>;
export type GatePolicy = z.infer<typeof gateSchema>;
export type Budget = z.infer<typeof budgetSchema>;
export type Corpus = z.infer<typeof corpusSchema>;

export const targetKinds = ['recorded', 'prompt', 'command', 'module', 'http'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** The one kind by which a target runs. */
export const kindOf = (target: Target): TargetKind | undefined => {
  const kinds = targetKinds.filter((kind) => target.run[kind] !== undefined);
  return kinds.length === 1 ? kinds[0] : undefined;
};

/** `500ms`, `60s`, `2m` → milliseconds. */
export const milliseconds = (time: string): number => {
  const unit = time.endsWith('ms') ? 1 : time.endsWith('s') ? 1000 : 60_000;
  return Number.parseFloat(time) * unit;
};
