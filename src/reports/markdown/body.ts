import type { DetailLevel, Report } from '../../domain/report.ts';
import { withDetails } from '../details.ts';
import type { Where } from '../words/link.ts';
import type { Voice } from '../words/phrase.ts';
import { isQuiet, worstFirst } from '../words/rows.ts';
import { markdownVoice } from '../words/voices.ts';
import { sizeOf } from '../fit.ts';
import { clearedFold } from './cleared.ts';
import { folds } from './folds.ts';
import { foot } from './foot.ts';
import { judgesFold } from './judges.ts';
import { head } from './head.ts';
import type { Limits } from './limits.ts';
import { loudTables, quietFold, tableNote } from './table.ts';

export type MarkdownOptions = Where & { detailLevel: DetailLevel };

/** What is set aside for separators and for notes of what was cut. */
const slack = 500;

/** Of the room that head and foot leave: the table is what a reader comes for. */
const tableShare = 0.5;
const quietShare = 0.25;
const judgesShare = 0.1;

const sizeOfAll = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + sizeOf(text), 0);

const middle = (
  report: Report,
  options: { detailLevel: DetailLevel; limits: Limits },
  voice: Voice,
  bytes: number,
): string[] => {
  const rows = worstFirst(report.decision.rows);
  const loud = rows.filter((row) => !isQuiet(row));
  const branch = report.baseline?.branch ?? 'the baseline';
  const tables = [
    ...loudTables(loud, report, voice, bytes * tableShare),
    quietFold(rows.filter(isQuiet), report, voice, bytes * quietShare),
    tableNote(report),
  ];
  const last = [
    clearedFold(rows, options.limits),
    judgesFold(report, options.detailLevel !== 'none', bytes * judgesShare),
  ];
  const left = bytes - sizeOfAll([...tables, ...last]);
  return [...tables, ...folds(loud, report, { ...options, branch }, voice, left), ...last];
};

/** The Markdown of a run, within the limits: first the head and the foot, then what fits between. */
export const body = (report: Report, options: MarkdownOptions, limits: Limits): string => {
  const voice = markdownVoice(options);
  const shown = withDetails(report, options.detailLevel);
  const [top, bottom] = [
    head(shown, voice, limits.bytes),
    foot(shown, options.detailLevel, voice, limits.bytes),
  ];
  const room = limits.bytes - sizeOfAll([...top, ...bottom]) - slack;
  const { detailLevel } = options;
  const between = middle(shown, { detailLevel, limits }, voice, room);
  return [...top, ...between, ...bottom].filter((text) => text !== '').join('\n\n');
};
