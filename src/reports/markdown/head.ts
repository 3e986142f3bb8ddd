import { describeProblem } from '../../domain/problem.ts';
import type { Report } from '../../domain/report.ts';
import { codeBlock, inlineCode } from '../../foreign/markdown.ts';
import { sizeOf } from '../fit.ts';
import { gateChangePhrase, openChanges } from '../words/gate-changes.ts';
import { gateSubject, headline } from '../words/headline.ts';
import { plural } from '../words/numbers.ts';
import { spoken, type Voice } from '../words/phrase.ts';
import { untold } from '../words/reasons.ts';
import { touchedLines } from '../words/touched.ts';
import { acceptGateHint } from './accept.ts';
import { bullets } from './bullets.ts';

/** Shares of the whole document. */
const shares = { touched: 0.05, notes: 0.1, problems: 0.15, gateChanges: 0.15 };

/** The touched things named, fewer of them where their names are very long, or at least counted. */
const touched = (report: Report, voice: Voice, bytes: number): string => {
  const [three, one, counts] = [3, 1, 0].map((most) => {
    const lines = touchedLines(report.touched, most).map((line) => spoken(line, voice));
    return lines.map((line) => `Touched: ${line}`).join('\n\n');
  });
  return [three, one].find((text) => text !== undefined && sizeOf(text) <= bytes) ?? counts ?? '';
};

/** Warnings first: they are few, and of what is cut the reasons are in the table too. */
const notes = ({ decision, warnings }: Report, bytes: number): string =>
  bullets(
    [
      ...warnings.map((warning) => `Note: ${inlineCode(warning, 400)}`),
      ...untold(decision).map((reason) => inlineCode(reason, 300)),
    ],
    bytes,
  );

const gateChanges = (report: Report, voice: Voice, bytes: number): string => {
  const { decision, kind } = report;
  if (decision.gateChanges.length === 0) return '';
  const changes = decision.gateChanges.map((change) => spoken(gateChangePhrase(change), voice));
  const open = openChanges(decision).length > 0;
  const follows = open && decision.blocks ? acceptGateHint(report) : 'They do not block the merge.';
  return [`### ${gateSubject(kind)} changes the gate`, bullets(changes, bytes), follows]
    .filter((text) => text !== '')
    .join('\n\n');
};

const problems = ({ problems: all }: Report, bytes: number): string =>
  all.length === 0
    ? ''
    : `${plural(all.length, 'problem')} in the files:\n\n${codeBlock(all.map(describeProblem).join('\n'), bytes)}`;

/** All that stands before the table: the verdict, what was touched, and what must be known first. */
export const head = (report: Report, voice: Voice, bytes: number): string[] => [
  `## ${headline(report.decision, report.kind)}`,
  touched(report, voice, bytes * shares.touched),
  notes(report, bytes * shares.notes),
  problems(report, Math.floor(bytes * shares.problems)),
  gateChanges(report, voice, bytes * shares.gateChanges),
];
