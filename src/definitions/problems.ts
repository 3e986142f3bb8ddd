import type { Problem } from '../domain/problem.ts';
import type { Finding } from './issues.ts';
import { limits } from './limits.ts';
import type { Locate } from './locate.ts';

type Places = Pick<Locate, 'at'>;

/** A finding as a problem, at its place. */
export const located = ({ at }: Places, { path, part, what, mend }: Finding): Problem => ({
  ...at(path, part),
  what,
  mend,
});

export const allLocated = (places: Places, findings: readonly Finding[]): Problem[] =>
  findings.map((finding) => located(places, finding));

/** The problems of one file, of which only the first few are worked out and shown. */
export type ProblemList = {
  add: (make: () => readonly Problem[]) => void;
  /** In the order of the file, each told once. */
  all: () => Problem[];
};

const inOrder = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column;

const eachOnce = (problems: readonly Problem[]): Problem[] => {
  const told = new Set<string>();
  return problems.filter(({ line, column, what }) => {
    const known = `${line}:${column}:${what}`;
    return !told.has(known) && told.add(known);
  });
};

export const problemList = (): ProblemList => {
  const made: Problem[] = [];
  let unmade = 0;
  return {
    add(make) {
      if (made.length < limits.problems) made.push(...make());
      else unmade += 1;
    },
    all() {
      const problems = eachOnce(made.toSorted(inOrder));
      const shown = problems.slice(0, limits.problems);
      const more = problems.length - shown.length + unmade;
      const last = shown.at(-1);
      if (more === 0 || last === undefined) return shown;
      const what = `and ${more} more ${more === 1 ? 'problem' : 'problems'} in this file`;
      return [...shown, { ...last, what, mend: 'mend those above first' }];
    },
  };
};
