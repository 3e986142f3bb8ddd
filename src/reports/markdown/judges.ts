import type { Disagreement } from '../../domain/judging.ts';
import type { Report } from '../../domain/report.ts';
import { details, inlineCode } from '../../foreign/markdown.ts';
import { fit } from '../fit.ts';
import {
  correctedText,
  costText,
  doubtWord,
  estimateText,
  type JudgedRow,
  judgesOf,
  measuredText,
} from '../words/judges.ts';
import { plural } from '../words/numbers.ts';

const header = [
  '| Judge | Agrees on passes | Agrees on fails | κ | Pass rate, corrected | Measured | Took |',
  '| :-- | --: | --: | --: | --: | :-- | :-- |',
].join('\n');

const kappaText = ({ judge: { agreement } }: JudgedRow): string =>
  agreement?.kappa === undefined ? 'n/a' : agreement.kappa.value.toFixed(2);

const line = (row: JudgedRow): string => {
  const { name, judge } = row;
  const { state } = judge.standing;
  const doubtful = state === 'calibrated' ? '' : `<br>${doubtWord[state]}`;
  const cells = [
    `${inlineCode(name, 140)}${doubtful}`,
    estimateText(judge.agreement?.tpr),
    estimateText(judge.agreement?.tnr),
    kappaText(row),
    correctedText(judge),
    measuredText(judge),
    costText(judge),
  ];
  return `| ${cells.map((cell) => cell.replaceAll(' %', '&nbsp;%')).join(' | ')} |`;
};

const said = (who: string, verdict: string, critique: string): string =>
  `${who}: ${verdict}${critique === '' ? '' : `, ${inlineCode(critique, 300)}`}`;

const disagreement = (name: string, one: Disagreement): string =>
  [
    `- ${inlineCode(name, 140)} on label ${inlineCode(one.label, 80)}`,
    `  - ${said('person', one.person, one.personSaid ?? '')}`,
    `  - ${said('judge', one.judge, one.judgeSaid)}`,
  ].join('\n');

const mostDisagreements = 6;

/** Of judges measured just now: what was measured before, somebody has read before. */
const disagreements = (rows: readonly JudgedRow[]): string => {
  const fresh = rows.filter(({ judge }) => judge.agreement?.ageDays === 0);
  const all = fresh.flatMap(({ name, judge }) =>
    judge.disagreements.map((one) => disagreement(name, one)),
  );
  if (all.length === 0) return '';
  const left = all.length - mostDisagreements;
  const rest = left > 0 ? [`- and ${left} more: \`failmode calibrate\` shows them`] : [];
  return ['Where judge and person disagree:', '', ...all.slice(0, mostDisagreements), ...rest].join(
    '\n',
  );
};

/** How far each judge agrees with people, what it costs and how old that is; folded. */
export const judgesFold = (report: Report, quoting: boolean, bytes: number): string => {
  const rows = judgesOf(report);
  if (rows.length === 0) return '';
  const { texts, left } = fit(rows, line, bytes / 2);
  const table = [header, ...texts].join('\n');
  const more = left > 0 ? `\n\nand ${plural(left, 'more judge')}` : '';
  const quotes = quoting ? disagreements(rows) : '';
  const shown = quotes.length < bytes / 2 ? quotes : '';
  const summary = `${plural(rows.length, 'judge')}, and how far ${rows.length === 1 ? 'it agrees' : 'they agree'} with people`;
  return details(summary, [`${table}${more}`, shown].filter(Boolean).join('\n\n'));
};
