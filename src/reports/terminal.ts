import { describeProblem } from '../domain/problem.ts';
import type { DetailLevel, Report } from '../domain/report.ts';
import { withDetails } from './details.ts';
import { cleared, newlyFailing } from './terminal/cases.ts';
import { wrapped } from './terminal/layout.ts';
import { type Paint, painter } from './terminal/paint.ts';
import { table } from './terminal/table.ts';
import { detectableInAll } from './words/detectable.ts';
import { gateChangePhrase } from './words/gate-changes.ts';
import { headline } from './words/headline.ts';
import { judgesPhrase } from './words/judges.ts';
import { loopPhrase } from './words/loop.ts';
import { originCautions, originPhrase } from './words/origin.ts';
import { type Phrase, quoted, spoken } from './words/phrase.ts';
import { untold } from './words/reasons.ts';
import { rerunsText } from './words/reruns.ts';
import { touchedLines } from './words/touched.ts';
import { usagePhrase } from './words/usage.ts';
import { terminalVoice } from './words/voices.ts';

/** `width` in columns. */
export type TerminalOptions = { width: number; colour: boolean; detailLevel?: DetailLevel };

const mostNotes = 20;

/** `Label      text`, the labels in one column. */
const labelled = (label: string, phrases: readonly Phrase[], width: number): string[] =>
  phrases
    .slice(0, mostNotes)
    .flatMap((phrase, index) =>
      wrapped((index === 0 ? label : '').padEnd(10), spoken(phrase, terminalVoice), width),
    );

const heading = (report: Report, paint: Paint): string =>
  paint.bold(
    paint[report.decision.blocks ? 'red' : 'green'](headline(report.decision, report.kind)),
  );

const reasons = ({ decision }: Report, width: number): string[] => {
  const texts = untold(decision).map((reason) => quoted(reason, 300));
  return labelled('Because', texts, width);
};

/** What the numbers of the table rest on. */
const restsOn = (report: Report, width: number): string[] =>
  [rerunsText(report), detectableInAll(report)]
    .filter(Boolean)
    .flatMap((text) => wrapped('', text, width));

const footer = (report: Report, width: number): string[] => {
  const { baseline } = report;
  const judges = judgesPhrase(report);
  const origin =
    baseline === undefined ? [['none yet']] : [originPhrase(baseline), ...originCautions(baseline)];
  return [
    ...labelled('Run', [usagePhrase(report)], width),
    ...(judges.length === 0 ? [] : labelled('Judges', [judges], width)),
    ...labelled('Baseline', origin, width),
    ...labelled('Loop', [loopPhrase(report.loop)], width),
  ];
};

/** A run at the terminal. Words carry everything; colour only underlines it. */
export const renderTerminal = (
  whole: Report,
  { width, colour, detailLevel = 'full' }: TerminalOptions,
): string => {
  const report = withDetails(whole, detailLevel);
  const paint = painter(colour);
  const { problems, warnings, decision } = report;
  const blocks = [
    [heading(report, paint)],
    labelled('Touched', touchedLines(report.touched), width),
    problems.map((problem) => spoken(quoted(describeProblem(problem), 600), terminalVoice)),
    labelled('Gate', decision.gateChanges.map(gateChangePhrase), width),
    table(report, paint, width),
    restsOn(report, width),
    newlyFailing(report, paint, width),
    labelled('Cleared', cleared(report), width),
    reasons(report, width),
    labelled(
      'Note',
      warnings.map((warning) => quoted(warning, 400)),
      width,
    ),
    decision.verdict === 'invalid' ? [] : footer(report, width),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
