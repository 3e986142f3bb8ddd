import { stringify } from 'yaml';
import type { Candidate, Debt } from './debt.ts';

const indented = (text: string, spaces: number): string =>
  text.trimEnd().replace(/^(?=.)/gm, ' '.repeat(spaces));

/** The eval on the code rung, as it stands below `evals:` in the mode file. */
export const codeEval = ({ eval: name, target, when }: Debt, { yaml }: Candidate): string => {
  const id = name.slice(name.indexOf('/') + 1);
  const head = [{ id, rung: 'code', target, ...(when.length > 0 && { when }) }];
  const options = { lineWidth: 0, aliasDuplicateObjects: false };
  return indented(`${stringify(head, options)}  assert:\n${indented(yaml, 4)}`, 2);
};
