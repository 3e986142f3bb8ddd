import * as z from 'zod';
import { broken, holds } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { piiKinds, piiNames, type PiiName } from '../pii/kinds.ts';
import { normalise } from '../pii/normalise.ts';
import { cut } from '../quote.ts';
import { readableText } from '../readable-text.ts';

/** What two spellings of one number or address have in common. */
const squeeze = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}@]/gu, '');

const told = (kind: PiiName, found: string[]): string | undefined => {
  const { noun, mask } = piiKinds[kind];
  const [first, ...others] = new Map(found.map((one) => [squeeze(one), one])).values();
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${noun} (${cut(mask(first))}${more})`;
};

export const noPii = defineAssertion({
  type: 'no-pii',
  group: 'safety',
  summary:
    'Has no e-mail address, phone, card, IBAN or US social security number, or IP address in it, by their shapes. It does not find names, postal addresses, dates of birth, passport, tax or account numbers, nor phone numbers without an area code unless the words before them say so',
  keys: {
    kinds: z.array(z.enum(piiNames)).min(1).optional().describe('All of them where left out'),
    allow: z
      .array(z.string().min(1))
      .optional()
      .describe("May be there, whatever its spaces and dashes: your own office's number, say"),
  },
  prepare: ({ kinds = piiNames, allow = [] }) => {
    const allowed = new Set(allow.map((one) => squeeze(normalise(one))));
    return ({ value }) => {
      const text = normalise(readableText(value));
      const findings = kinds.flatMap((kind) => {
        const found = piiKinds[kind].find(text).filter((one) => !allowed.has(squeeze(one)));
        return told(kind, found) ?? [];
      });
      return findings.length === 0 ? holds : broken(`has ${findings.join(', ')}`);
    };
  },
});
