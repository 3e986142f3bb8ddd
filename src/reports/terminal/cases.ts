import type { Report } from '../../domain/report.ts';
import type { ChangedCase, EvalRow } from '../../domain/row.ts';
import { againText, clearedCases, stillFailing } from '../words/again.ts';
import { evalsWorstFirst, worstFirst } from '../words/rows.ts';
import { type Phrase, quoted, say, spoken } from '../words/phrase.ts';
import { terminalVoice } from '../words/voices.ts';
import { wrapped } from './layout.ts';
import type { Paint } from './paint.ts';

const mostCases = 5;
const mostEvals = 20;

type Look = { report: Report; paint: Paint; width: number };

const caseLines = (
  row: EvalRow,
  changed: ChangedCase,
  { report, paint, width }: Look,
): string[] => {
  const detail = report.details.find((one) => one.eval === row.name && one.case === changed.case);
  const id = `  ${spoken(quoted(changed.case), terminalVoice)}  `;
  const critique = changed.critique === '' ? [] : quoted(changed.critique, 300);
  const proof = againText(row, changed);
  const [first = '', ...more] = [proof, spoken(critique, terminalVoice)].filter(Boolean);
  return [
    ...wrapped(id, first, width),
    ...more.flatMap((text) => wrapped('    ', text, width)),
    ...(detail === undefined
      ? []
      : [paint.dim(`    ${spoken(quoted(detail.command, 300), terminalVoice)}`)]),
  ];
};

const evalLines = (row: EvalRow, look: Look): string[] => {
  const failing = stillFailing(row);
  const left = failing.length - mostCases;
  return [
    look.paint.bold(spoken([...quoted(row.name), ': newly failing'], terminalVoice)),
    ...failing.slice(0, mostCases).flatMap((changed) => caseLines(row, changed, look)),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
};

/** Newly failing cases, short: what was said of each, and how to run it alone. */
export const newlyFailing = (report: Report, paint: Paint, width: number): string[] => {
  const rows = worstFirst(report.decision.rows).flatMap((row) => evalsWorstFirst(row.evals));
  const failing = rows.filter((row) => stillFailing(row).length > 0);
  const left = failing.length - mostEvals;
  return [
    ...failing.slice(0, mostEvals).flatMap((row) => evalLines(row, { report, paint, width })),
    ...(left > 0 ? [`and ${left} more evals with newly failing cases`] : []),
  ];
};

const mostCleared = 10;

/** The cases that re-runs cleared. */
export const cleared = ({ decision }: Report): Phrase[] => {
  const all = decision.rows
    .flatMap((mode) => mode.evals)
    .flatMap((row) =>
      clearedCases(row).map(
        (changed) =>
          say`${changed.case} in ${quoted(row.name, 140)} · ${[againText(row, changed)]}`,
      ),
    );
  const left = all.length - mostCleared;
  return [...all.slice(0, mostCleared), ...(left > 0 ? [[`and ${left} more`]] : [])];
};
