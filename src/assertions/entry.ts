import * as z from 'zod';
import type { AssertionType } from '../domain/assertion.ts';
import { refusalsOf, type Refusal } from './define.ts';
import { assertionTypes } from './registry.ts';
import { placeNames, selector } from './subject.ts';

/** Issues carry how to mend them in `params.mend`. */
const refuse = (
  context: z.RefinementCtx,
  { what, mend, key }: Refusal,
  path = key === undefined ? [] : [key],
): void => context.addIssue({ code: 'custom', message: what, path, params: { mend } });

const of = z
  .string()
  .regex(new RegExp(`^(?:${placeNames.join('|')}|\\$.*)$`), {
    error: `no place to look at; write one of ${placeNames.join(', ')}, or a JSONPath that begins with $`,
    abort: true,
  })
  .superRefine((path, context) => {
    for (const refusal of refusalsOf(() => selector(path))) refuse(context, refusal, []);
  })
  .describe(`What it looks at: ${placeNames.join(', ')}, or a JSONPath into the output`);

/** What every assertion may carry. */
const carried = {
  not: z.boolean().optional().describe('True: it must not hold'),
  of: of.optional(),
  message: z.string().min(1).optional().describe('Said first where it is broken'),
};

const entryOf = (type: AssertionType) =>
  z
    .strictObject({
      type: z.literal(type.type).describe(type.summary),
      ...type.keys,
      ...carried,
    })
    .superRefine((entry, context) => {
      const { type: _type, not: _not, of: _of, message: _message, ...keys } = entry;
      for (const refusal of type.refuse?.(keys) ?? []) refuse(context, refusal);
    })
    .describe(type.summary);

const [first, ...others] = assertionTypes.map(entryOf);

/** An entry of `assert` or `when`: whatever the registry knows. */
export const assertionEntry = z.discriminatedUnion('type', [first!, ...others]);
