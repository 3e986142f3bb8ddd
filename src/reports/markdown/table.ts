import type { Report } from '../../domain/report.ts';
import type { ModeRow, RowVerdict } from '../../domain/row.ts';
import { details } from '../../foreign/markdown.ts';
import { detectableInAll } from '../words/detectable.ts';
import { nowhere } from '../words/link.ts';
import { changeText, plural, rateText } from '../words/numbers.ts';
import { modeName } from '../words/mode-name.ts';
import { firstOf, spoken, type Voice } from '../words/phrase.ts';
import { rerunsText } from '../words/reruns.ts';
import { rowNotes } from '../words/rows.ts';
import { htmlVoice } from '../words/voices.ts';
import { fit, sizeOf } from '../fit.ts';

/** What the head's column is called. */
const sideNames: Record<Report['kind'], string> = {
  gate: 'This PR',
  baseline: 'This push',
  check: 'This change',
};
export const sideName = (kind: Report['kind']): string => sideNames[kind];

const loud: ReadonlySet<RowVerdict> = new Set([
  'regressed',
  'not measured',
  'undecided',
  'removed',
]);

const header = (kind: Report['kind']): string =>
  [
    `| Failure mode | Rung | Baseline | ${sideName(kind)} | Change | Verdict |`,
    '| :-- | :-- | --: | --: | :-- | :-- |',
  ].join('\n');

const verdictCell = (row: ModeRow, branch: string | undefined, voice: Voice): string => {
  const carried = row.evals.length > 0 && row.evals.every((one) => one.carriedFrom !== undefined);
  const word = carried ? `${row.verdict}, carried over` : row.verdict;
  const verdict = loud.has(row.verdict) ? `**${word}**` : word;
  return [verdict, ...rowNotes(row, branch).map((note) => spoken(note, voice))].join('<br>');
};

/** In a narrow column a percent sign would stand alone on a second line. */
const unbroken = (text: string): string => text.replaceAll(' %', '&nbsp;%');

const line = (row: ModeRow, report: Report, voice: Voice): string => {
  const cells = [
    spoken(modeName(row, 80), voice),
    row.decisive?.rung ?? '–',
    unbroken(rateText(row.decisive?.baseline)),
    unbroken(rateText(row.decisive?.head)),
    changeText(row.decisive),
    verdictCell(row, report.baseline?.branch, voice),
  ];
  return `| ${cells.join(' | ')} |`;
};

/** The table of these rows within `bytes`; rows that do not fit are counted below it. */
const table = (rows: readonly ModeRow[], report: Report, voice: Voice, bytes: number): string => {
  if (rows.length === 0) return '';
  const head = header(report.kind);
  const room = bytes - sizeOf(head) - 80;
  const { texts, left } = fit(rows, (row) => line(row, report, voice), room);
  const lines = texts.length === 0 ? '' : [head, ...texts].join('\n');
  return left === 0 ? lines : `${lines}\n\nand ${plural(left, 'more failure mode')}`.trim();
};

const foldedTable = (
  summary: string,
  rows: readonly ModeRow[],
  report: Report,
  voice: Voice,
  bytes: number,
): string =>
  rows.length === 0
    ? ''
    : details(summary, table(rows, report, voice, bytes - sizeOf(details(summary, ''))));

/** More rows than these drown what comes after them. */
const mostRows = 40;

/** The rows that changed: a table of the worst, and the others folded below it. */
export const loudTables = (
  rows: readonly ModeRow[],
  report: Report,
  voice: Voice,
  bytes: number,
): string[] => {
  const shown = table(rows.slice(0, mostRows), report, voice, bytes);
  const rest = rows.slice(mostRows);
  const summary = plural(rest.length, 'more failure mode');
  return [shown, foldedTable(summary, rest, report, voice, bytes - sizeOf(shown))];
};

/** The rows that did not change: one line, with their table behind it. */
export const quietFold = (
  rows: readonly ModeRow[],
  report: Report,
  voice: Voice,
  bytes: number,
): string => {
  const names = spoken(
    firstOf(
      rows.map((row) => modeName(row, 60)),
      6,
    ),
    htmlVoice(nowhere),
  );
  const summary = `${plural(rows.length, 'failure mode')} unchanged: ${names}`;
  return foldedTable(summary, rows, report, voice, bytes);
};

/** What the numbers rest on: the re-runs, and the smallest drop that so many cases can see. */
export const tableNote = (report: Report): string =>
  [rerunsText(report), detectableInAll(report)].filter(Boolean).join(' ');
