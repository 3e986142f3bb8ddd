import type { CaseDetail, Report } from '../../domain/report.ts';
import type { EvalRow, ModeRow } from '../../domain/row.ts';
import { details, htmlCode, inlineCode } from '../../foreign/markdown.ts';
import { failingCounts, stillFailing } from '../words/again.ts';
import { detectableText } from '../words/detectable.ts';
import { opinionMark } from '../words/mode-name.ts';
import { plural, rateText } from '../words/numbers.ts';
import { listed, say, spoken, type Voice } from '../words/phrase.ts';
import { evalsWorstFirst } from '../words/rows.ts';
import { caseFold, type CaseOptions, type FailingCase } from './case.ts';

const mostEvals = 10;
const mostReasons = 4;
const mostErrors = 5;

const place = ({ place: at }: EvalRow): string =>
  at === undefined ? '' : ` · ${inlineCode(`${at.file}:${at.line}`, 200)}`;

const reasonLines = (row: EvalRow): string[] =>
  row.reasons.slice(0, mostReasons).map((reason) => `  - ${inlineCode(reason, 300)}`);

const evalLines = (row: EvalRow): string =>
  [
    `- ${inlineCode(row.name, 140)} · ${row.rung} · ${rateText(row.baseline)} → ${rateText(row.head)} · **${row.verdict}**${place(row)}`,
    ...reasonLines(row),
    ...[detectableText(row)].filter(Boolean).map((text) => `  - ${text}`),
  ].join('\n');

const evalList = (row: ModeRow): string => {
  const evals = evalsWorstFirst(row.evals);
  const left = evals.length - mostEvals;
  const lines = evals.slice(0, mostEvals).map(evalLines);
  return [...lines, ...(left > 0 ? [`- and ${plural(left, 'more eval')}`] : [])].join('\n');
};

const errorList = (row: ModeRow): string => {
  const errors = row.evals.flatMap((one) => one.errors);
  if (errors.length === 0) return '';
  const left = errors.length - mostErrors;
  const lines = errors
    .slice(0, mostErrors)
    .map((error) => `- ${inlineCode(error.case)}: ${inlineCode(error.reason, 200)}`);
  const more = left > 0 ? [`- and ${plural(left, 'more case')}`] : [];
  return ['Could not be measured:', '', ...lines, ...more].join('\n');
};

const nameList = (title: string, names: string[], options: CaseOptions, voice: Voice): string =>
  names.length === 0 ? '' : `${title}: ${spoken(listed(names, options.limits.names), voice)}`;

const nameLists = (row: ModeRow, options: CaseOptions, voice: Voice): string[] => [
  nameList(
    'Newly fixed',
    row.evals.flatMap((one) => one.newlyFixed),
    options,
    voice,
  ),
  nameList(
    spoken(say`Already failing on ${options.branch}`, voice),
    row.evals.flatMap((one) => one.alreadyFailing),
    options,
    voice,
  ),
  nameList(
    'Passes that became skips',
    row.evals.flatMap((one) => one.passesSkipped),
    options,
    voice,
  ),
];

const title = (row: ModeRow): string => {
  const fixed = row.evals.flatMap((one) => one.newlyFixed).length;
  const already = row.evals.flatMap((one) => one.alreadyFailing).length;
  const counts = [
    ...failingCounts(row.evals),
    ...(fixed > 0 ? [`${plural(fixed, 'case')} newly fixed`] : []),
    ...(already > 0 ? [`${plural(already, 'case')} already failing`] : []),
  ];
  const count = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `<b>${htmlCode(row.name, 80)}</b>${row.opinion ? opinionMark : ''} ${row.verdict}${count}`;
};

/** GitHub sets a fold in a fold flush with it; a quotation shows which is inside. */
const indented = (blocks: readonly string[]): string => {
  const some = blocks.filter((block) => block !== '');
  return some.length === 0 ? '' : ['<blockquote>', ...some, '</blockquote>'].join('\n\n');
};

/** A fold that is given as many of its cases as there is room for. */
export type Fold = {
  cases: (() => string)[];
  /** The fold with these cases; `left` of them are only counted. */
  text: (cases: readonly string[], left: number) => string;
};

const failingCases = (row: ModeRow, detailOf: Map<string, CaseDetail>): FailingCase[] =>
  evalsWorstFirst(row.evals).flatMap((one) =>
    stillFailing(one).map((changed) => ({
      eval: one,
      changed,
      detail: detailOf.get(detailKey(one.name, changed.case)),
    })),
  );

const detailKey = (name: string, id: string): string => `${name} ${id}`;

export const detailsByCase = ({ details: all }: Report): Map<string, CaseDetail> =>
  new Map(all.map((detail) => [detailKey(detail.eval, detail.case), detail]));

/** All that is known of one failure mode, folded. */
export const modeFold = (
  row: ModeRow,
  detailOf: Map<string, CaseDetail>,
  options: CaseOptions,
  voice: Voice,
): Fold => {
  const failing = failingCases(row, detailOf);
  const nameEval = new Set(failing.map((one) => one.eval.name)).size > 1;
  const more = (left: number) =>
    left === 0 ? '' : `and ${plural(left, 'more newly failing case')}: ${options.limits.rest}.`;
  const after = [...nameLists(row, options, voice), errorList(row)];
  return {
    cases: failing.map((one) => () => caseFold(one, nameEval, options)),
    text: (cases, left) =>
      details(
        title(row),
        [evalList(row), indented([...cases, more(left)]), ...after]
          .filter((text) => text !== '')
          .join('\n\n'),
      ),
  };
};
