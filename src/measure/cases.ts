import { readCases } from '../definitions/cases.ts';
import type { Case } from '../domain/case.ts';
import type { Target } from '../domain/config.ts';
import type { Work } from './work.ts';

/** The cases of a target, as a command at the terminal may narrow them. */
export const casesOf = (
  { head, onlyCase }: Pick<Work, 'head' | 'onlyCase'>,
  target: Target,
): AsyncIterable<Case> => {
  const all = readCases(head.files, target);
  if (onlyCase === undefined) return all;
  return (async function* () {
    for await (const one of all) if (one.id === onlyCase) yield one;
  })();
};
