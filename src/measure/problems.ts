import { lintCases } from '../definitions/cases.ts';
import type { Loaded } from '../domain/definitions.ts';
import type { Problem } from '../domain/problem.ts';
import type { Side } from './sides.ts';

/** What is wrong with definitions that could not be loaded. */
export const problemsOf = (loaded: Exclude<Loaded, { state: 'valid' }>): Problem[] =>
  loaded.state === 'invalid'
    ? loaded.problems
    : [
        {
          file: loaded.path,
          line: 1,
          column: 1,
          what: 'there is no such file',
          mend: 'write it, or name another one by `config`',
        },
      ];

/** What is wrong in the files of cases. */
export const problemsOfCases = ({ files, definitions }: Side): Promise<Problem[]> =>
  lintCases(files, definitions);
