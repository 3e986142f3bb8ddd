import * as z from 'zod';
import type { AssertionEntry } from './assertion.ts';

export const evalIdPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;
const evalId = z.string().regex(evalIdPattern).describe('Unique in its failure mode');

export const judgeSchema = z.strictObject({
  prompt: z.string().min(1),
  model: z.string().min(1),
  labels: z.string().min(1),
});

export const reviewSchema = z.strictObject({
  question: z.string().min(1),
  sample: z.int().min(1).default(5),
  labels: z.string().min(1),
  required: z.boolean().default(false),
});

export const convertSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('open') }),
  z.strictObject({ status: z.literal('not-convertible'), reason: z.string().min(1) }),
]);

/**
 * A mode file's schema, given the schema of one assertion: the registry of assertions makes it, so
 * that a new type is known here by itself.
 */
export const modeSchemaWith = <Entry extends z.ZodType>(entry: Entry) => {
  const applies = { id: evalId, target: z.string().min(1), when: z.array(entry).default([]) };
  return z.strictObject({
    name: z.string().min(1).max(120),
    definition: z.string().min(1),
    owner: z.string().optional(),
    opinion: z
      .boolean()
      .default(false)
      .describe('True: nobody has seen this failure in a trace; every surface says so'),
    evals: z
      .array(
        z.discriminatedUnion('rung', [
          z.strictObject({ ...applies, rung: z.literal('code'), assert: z.array(entry).min(1) }),
          z.strictObject({
            ...applies,
            rung: z.literal('judge'),
            judge: judgeSchema,
            convert: convertSchema.default({ status: 'open' }),
          }),
          z.strictObject({ ...applies, rung: z.literal('human'), review: reviewSchema }),
        ]),
      )
      .default([]),
  });
};

type Applies = { id: string; target: string; when: AssertionEntry[] };

/** One check of one failure mode on one target. */
export type Eval =
  | (Applies & { rung: 'code'; assert: AssertionEntry[] })
  | (Applies & {
      rung: 'judge';
      judge: z.infer<typeof judgeSchema>;
      convert: z.infer<typeof convertSchema>;
    })
  | (Applies & { rung: 'human'; review: z.infer<typeof reviewSchema> });

/** A named, defined way to fail: the unit of everything downstream. */
export type Mode = {
  name: string;
  definition: string;
  owner?: string | undefined;
  opinion: boolean;
  evals: Eval[];
};
