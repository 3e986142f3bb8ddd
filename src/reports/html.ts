import { describeProblem } from '../domain/problem.ts';
import type { DetailLevel, Report } from '../domain/report.ts';
import { escapeHtml } from '../foreign/html.ts';
import { withDetails } from './details.ts';
import { cases } from './html/cases.ts';
import { judges } from './html/judges.ts';
import { modes } from './html/modes.ts';
import { style } from './html/style.ts';
import { gateChangePhrase } from './words/gate-changes.ts';
import { gateSubject, headline } from './words/headline.ts';
import { nowhere } from './words/link.ts';
import { loopPhrase } from './words/loop.ts';
import { originCautions, originPhrase } from './words/origin.ts';
import { commit, type Phrase, quoted, say, spoken, type Voice } from './words/phrase.ts';
import { untold } from './words/reasons.ts';
import { touchedLines } from './words/touched.ts';
import { targetsPhrase, usagePhrase } from './words/usage.ts';
import { htmlVoice } from './words/voices.ts';

const mostItems = 50;

const list = (phrases: readonly Phrase[], voice: Voice): string => {
  if (phrases.length === 0) return '';
  const items = phrases.slice(0, mostItems).map((phrase) => `<li>${spoken(phrase, voice)}</li>`);
  const left = phrases.length - mostItems;
  return `<ul class="plain">${items.join('')}${left > 0 ? `<li>and ${left} more</li>` : ''}</ul>`;
};

const header = (report: Report, voice: Voice): string => {
  const { decision, touched, problems, warnings } = report;
  const lines = touchedLines(touched);
  const said = [
    ...problems.map((problem) => quoted(describeProblem(problem), 600)),
    ...untold(decision).map((reason) => quoted(reason, 300)),
    ...warnings.map((warning) => quoted(warning, 400)),
  ];
  return `<header class="${decision.blocks ? 'blocked' : 'open'}">
<h1>${escapeHtml(headline(report.decision, report.kind))}</h1>
${lines.map((line) => `<p>${spoken(['Touched: ', ...line], voice)}</p>`).join('\n')}
${list(said, voice)}
</header>`;
};

const gateChanges = ({ decision, kind }: Report, voice: Voice): string =>
  decision.gateChanges.length === 0
    ? ''
    : `<h2>${gateSubject(kind)} changes the gate</h2>${list(decision.gateChanges.map(gateChangePhrase), voice)}`;

const facts = (report: Report, voice: Voice): string => {
  const { baseline, subject } = report;
  const origin =
    baseline === undefined
      ? [['none yet']]
      : [[...originPhrase(baseline), '.'], ...originCautions(baseline)];
  const rows: [string, Phrase[]][] = [
    ['Measured', [say`${commit(subject.commit)} ${targetsPhrase(report)}`]],
    ['Run', [usagePhrase(report)]],
    ['Baseline', origin],
    ['Loop', [loopPhrase(report.loop)]],
  ];
  const described = rows.map(
    ([term, phrases]) =>
      `<dt>${term}</dt><dd>${phrases.map((phrase) => spoken(phrase, voice)).join(' ')}</dd>`,
  );
  return `<h2>This run</h2><dl>${described.join('\n')}</dl>`;
};

/** One self-contained page of a run: no script, and nothing fetched. */
export const renderHtml = (whole: Report, level: DetailLevel = 'full', where = nowhere): string => {
  const report = withDetails(whole, level);
  const voice = htmlVoice(where);
  const title = escapeHtml(headline(report.decision, report.kind));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${header(report, voice)}
${gateChanges(report, voice)}
${modes(report, voice)}
${judges(report)}
${cases(report)}
${facts(report, voice)}
</main>
</body>
</html>
`;
};
