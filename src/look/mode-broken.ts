import { readYaml } from '../definitions/document.ts';
import { modeSchema } from '../definitions/modes.ts';
import { code } from '../definitions/words.ts';
import { parsed } from './mode-text.ts';
import { Refusal } from './refusal.ts';

/** Refuses a file that is no YAML: what it says cannot be written anew. */
export const holdReadable = (file: string, text: string): void => {
  if (parsed(text).errors.length === 0) return;
  const [problem] = readYaml(file, text, modeSchema).problems;
  const why = problem === undefined ? 'it is no YAML' : `line ${problem.line}: ${problem.what}`;
  throw new Refusal(409, `${code(file)} is broken`, why, 'mend the file, then do it again');
};
