import type { Report } from '../../domain/report.ts';
import type { ModeRow, RowVerdict } from '../../domain/row.ts';
import { changeText, plural, rateText } from '../words/numbers.ts';
import { modeName, shortOpinionMark } from '../words/mode-name.ts';
import { firstOf, spoken } from '../words/phrase.ts';
import { isQuiet, rowNotes, worstFirst } from '../words/rows.ts';
import { terminalVoice } from '../words/voices.ts';
import { aligned, columns, wrapped } from './layout.ts';
import type { Colour, Paint } from './paint.ts';

const colours: Partial<Record<RowVerdict, Colour>> = {
  regressed: 'red',
  'not measured': 'red',
  removed: 'yellow',
  undecided: 'yellow',
  improved: 'green',
};

/** Columns by number, the fullest choice first: a narrow terminal does without rung and change. */
const choices = [
  [0, 1, 2, 3, 4, 5],
  [0, 2, 3, 4, 5],
  [0, 2, 3, 5],
];

const columnNames = ['Failure mode', 'Rung', 'Baseline', 'Here', 'Change', 'Verdict'];

const cells = (row: ModeRow, paint: Paint): string[] => {
  const colour = colours[row.verdict];
  return [
    spoken(modeName(row, 40, shortOpinionMark), terminalVoice),
    row.decisive?.rung ?? '–',
    rateText(row.decisive?.baseline),
    rateText(row.decisive?.head),
    changeText(row.decisive),
    colour === undefined ? row.verdict : paint[colour](row.verdict),
  ];
};

const notes = (row: ModeRow, branch: string | undefined): string[] =>
  rowNotes(row, branch).map((note) => `  ${spoken(note, terminalVoice)}`);

const fitted = (rows: readonly (readonly string[])[], width: number): string[] => {
  const laidOut = choices.map((chosen) =>
    aligned(rows.map((row) => chosen.map((column) => row[column] ?? ''))),
  );
  const fits = laidOut.find((lines) => lines.every((line) => columns(line) <= width));
  return fits ?? laidOut.at(-1) ?? [];
};

/** The rows that changed as a table, worst first, and the others in one line. */
export const table = (report: Report, paint: Paint, width: number): string[] => {
  const rows = worstFirst(report.decision.rows);
  const loud = rows.filter((row) => !isQuiet(row));
  const quiet = rows.filter(isQuiet).map((row) => modeName(row, 60, shortOpinionMark));
  const [header, ...lines] = fitted([columnNames, ...loud.map((row) => cells(row, paint))], width);
  const body = loud.flatMap((row, index) =>
    [lines[index] ?? ''].concat(notes(row, report.baseline?.branch)),
  );
  const names = spoken(firstOf(quiet, 4), terminalVoice);
  return [
    ...(loud.length === 0 ? [] : [paint.dim(header ?? ''), ...body]),
    ...(quiet.length === 0
      ? []
      : wrapped(`${plural(quiet.length, 'failure mode')} unchanged: `, names, width)),
  ];
};
