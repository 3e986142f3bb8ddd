import type { Place } from '../domain/definitions.ts';
import type { Annotation, AnnotationLevel as Level } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import type { ChangedCase, EvalRow } from '../domain/row.ts';
import { oneLine } from '../foreign/clean.ts';
import { clearedCases, stillFailing } from './words/again.ts';
import { opinionMark } from './words/mode-name.ts';
import { plural } from './words/numbers.ts';
import { worstFirst } from './words/rows.ts';

/** GitHub takes ten of a level from a step, and drops the rest without a word. */
const mostPerLevel = 10;

const titleMax = 200;
const messageMax = 1_000;

const annotation = (
  level: Level,
  title: string,
  message: string,
  place: Place | undefined,
): Annotation => ({
  level,
  title: oneLine(title, titleMax),
  message: oneLine(message, messageMax),
  ...(place && { file: oneLine(place.file), line: place.line, column: place.column }),
});

/** Of the verdicts, those that ask for work; each with the level it has where the gate blocks. */
const levels: Partial<Record<EvalRow['verdict'], Level>> = {
  regressed: 'error',
  'not measured': 'error',
  undecided: 'warning',
};

const namedCases = (cases: readonly ChangedCase[], what: string): string[] => {
  const names = cases.slice(0, 10).map((one) => one.case);
  return cases.length === 0 ? [] : [`${plural(cases.length, 'case')} ${what}: ${names.join(', ')}`];
};

const messageOf = (row: EvalRow): string => {
  const cases = [
    namedCases(stillFailing(row), 'newly failing'),
    namedCases(clearedCases(row), 'cleared by re-runs'),
  ];
  return [...cases.flat(), ...row.reasons].join('; ') || row.verdict;
};

const ofEvals = ({ decision }: Report): Annotation[] =>
  worstFirst(decision.rows)
    .flatMap(({ evals, opinion }) => evals.map((row) => ({ row, opinion })))
    .flatMap(({ row, opinion }) => {
      const level = levels[row.verdict];
      if (level === undefined) return [];
      const shown = decision.blocks ? level : 'warning';
      const title = `${row.name}${opinion ? opinionMark : ''}: ${row.verdict}`;
      return [annotation(shown, title, messageOf(row), row.place)];
    });

const ofProblems = ({ problems }: Report): Annotation[] =>
  problems.map(({ what, mend, ...place }) =>
    annotation('error', 'Invalid eval definitions', `${what}; ${mend}`, place),
  );

const capped = (all: readonly Annotation[], level: Level): Annotation[] => {
  const some = all.filter((one) => one.level === level);
  if (some.length <= mostPerLevel) return some;
  const left = some.length - mostPerLevel + 1;
  const more = annotation(
    level,
    `and ${left} more`,
    `and ${left} more: the job summary has all`,
    undefined,
  );
  return [...some.slice(0, mostPerLevel - 1), more];
};

/** Each regressed, undecided or unmeasured eval, and each problem, at its line; ten of a level. */
export const annotations = (report: Report): Annotation[] => {
  const all = [...ofProblems(report), ...ofEvals(report)];
  return [...capped(all, 'error'), ...capped(all, 'warning')];
};
