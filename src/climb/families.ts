import type { Family, Prepared } from './family.ts';
import { citations } from './families/citations.ts';
import { length } from './families/length.ts';
import { pattern } from './families/pattern.ts';
import { phrases } from './families/phrases.ts';
import { structure } from './families/structure.ts';
import { together } from './families/together.ts';
import { toolCalls } from './families/tool-calls.ts';
import type { Sample } from './sample.ts';

/**
 * Every kind of assertion that is searched; of those that do equally well, the first is proposed
 * first. A new one is a file and its line here.
 */
const families: readonly Family[] = [toolCalls, citations, phrases, structure, pattern, length];

/** All of them, and two of them together. */
export const prepareFamilies = async (sample: Sample): Promise<Prepared[]> => {
  const prepared: Prepared[] = [];
  for (const family of families) prepared.push(await family(sample));
  return [...prepared, together(prepared)];
};
