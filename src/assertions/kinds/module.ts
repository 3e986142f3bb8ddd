import * as z from 'zod';
import { broken, holds, undecidable, type Check, type Subject } from '../../domain/assertion.ts';
import { defineAssertion } from '../define.ts';
import { cut, quote, reasonOf } from '../quote.ts';

const answer = z.union([
  z.boolean().transform((pass) => ({ pass, critique: undefined })),
  z.object({ pass: z.boolean(), critique: z.string().optional() }),
]);

/** A critique of the team's own is theirs to word: only a runaway is cut. */
const critiqueLength = 1000;

const checkOf = (file: string, answered: unknown): Check => {
  const parsed = answer.safeParse(answered);
  if (!parsed.success)
    return undecidable(
      `${file} answered ${quote(answered)}, neither a boolean nor { pass, critique }`,
    );
  const { pass, critique = '' } = parsed.data;
  if (pass) return holds;
  return broken(critique === '' ? `${file} says no` : cut(critique, critiqueLength));
};

/** `value` is there where `of` says what to look at. */
const argumentOf = ({ case: caseOf, output, value }: Subject) =>
  value === output.output ? { case: caseOf, output } : { case: caseOf, output, value };

export const module = defineAssertion({
  type: 'module',
  group: 'own code',
  summary:
    "Your own code: a file's default export gets { case, output } and answers a boolean, or { pass, critique }",
  keys: { file: z.string().min(1).describe('A TypeScript or JavaScript file') },
  files: ['file'],
  prepare: ({ file }, resources) => {
    const call = resources.call(file);
    return async (subject) => {
      try {
        return checkOf(file, await call(argumentOf(subject)));
      } catch (error) {
        return undecidable(`${file}: ${reasonOf(error)}`);
      }
    };
  },
});
