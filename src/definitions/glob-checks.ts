import { reasonOf } from '../assertions/quote.ts';
import { matching } from '../decide/dependencies.ts';
import type { Target } from '../domain/config.ts';
import type { Finding } from './issues.ts';
import type { Known } from './known.ts';
import type { Path } from './path.ts';
import { names } from './words.ts';

const globsOf = ({ run, cases, depends_on }: Target): [path: Path, globs: readonly string[]][] => [
  [['cases'], cases],
  [['run', 'recorded'], run.recorded ?? []],
  ...Object.entries(depends_on).map(([kind, globs]): [Path, readonly string[]] => [
    ['depends_on', kind],
    Array.isArray(globs) ? globs : [],
  ]),
];

/** What is wrong with the globs of a target: each must be one, and those of its cases must find some. */
export const checkGlobs = (target: Target, at: Path, { tree }: Known): Finding[] =>
  globsOf(target).flatMap(([path, globs]): Finding[] => {
    const where = { path: [...at, ...path], part: 'key' } as const;
    try {
      if (matching(tree, globs).length > 0 || path[0] !== 'cases') return [];
      const what = `no file matches ${names(globs)}`;
      return [{ ...where, what, mend: 'correct it, or write the first case' }];
    } catch (error) {
      return [{ ...where, what: `this is no glob: ${reasonOf(error)}`, mend: 'correct it' }];
    }
  });
