import * as z from 'zod';
import { broken, holds, undecidable } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';

export const latency = defineAssertion({
  type: 'latency',
  group: 'run',
  summary: 'Was answered within so many milliseconds',
  keys: { max_ms: z.number().gt(0).describe('Milliseconds, by `latency_ms` of the output') },
  prepare: ({ max_ms }) => {
    const unknown = undecidable('the output has no latency_ms');
    return ({ output: { latency_ms } }) => {
      if (latency_ms === undefined) return unknown;
      if (latency_ms <= max_ms) return holds;
      return broken(`took ${Math.ceil(latency_ms)} ms; at most ${max_ms} allowed`);
    };
  },
});
