import * as z from 'zod';
import { broken, holds, undecidable } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { quote } from '../quote.ts';

export const finishReason = defineAssertion({
  type: 'finish-reason',
  group: 'run',
  summary: 'The model stopped for this reason, such as `stop`, and not because it was cut off',
  keys: { value: z.string().min(1).describe('The reason, by `finish_reason` of the output') },
  prepare: ({ value }) => {
    const unknown = undecidable('the output has no finish_reason');
    return ({ output: { finish_reason } }) => {
      if (finish_reason === undefined) return unknown;
      if (finish_reason === value) return holds;
      return broken(`finished by ${quote(finish_reason)}; expected ${quote(value)}`);
    };
  },
});
