import type { Report } from '../../domain/report.ts';
import type { ModeRow, Rate, RowVerdict } from '../../domain/row.ts';
import { escapeHtml } from '../../foreign/html.ts';
import { htmlCode } from '../../foreign/markdown.ts';
import { detectableInAll } from '../words/detectable.ts';
import { rerunsText } from '../words/reruns.ts';
import { changeText, rateText } from '../words/numbers.ts';
import { spoken, type Voice } from '../words/phrase.ts';
import { rowNotes, worstFirst } from '../words/rows.ts';

const tones: Record<RowVerdict, 'worse' | 'better' | 'unsure' | 'still'> = {
  regressed: 'worse',
  'not measured': 'worse',
  undecided: 'unsure',
  removed: 'unsure',
  'not comparable': 'unsure',
  accepted: 'unsure',
  advisory: 'unsure',
  new: 'still',
  improved: 'better',
  same: 'still',
};

/** In percent of the track; undefined where nothing was graded. */
const position = (rate: Rate | undefined): number | undefined =>
  rate === undefined || rate.graded === 0
    ? undefined
    : Math.round((rate.passed / rate.graded) * 1000) / 10;

const dot = (at: number | undefined, side: 'before' | 'after'): string =>
  at === undefined ? '' : `<i class="dot ${side}" style="left:${at}%"></i>`;

const span = (before: number | undefined, after: number | undefined): string => {
  if (before === undefined || after === undefined) return '';
  const left = Math.min(before, after);
  const width = Math.round(Math.abs(after - before) * 10) / 10;
  return `<i class="span" style="left:${left}%;width:${width}%"></i>`;
};

/** The rates on a line from 0 to 100 %: a ring before, a dot here, and the way between. */
const rates = ({ decisive }: ModeRow): string => {
  const [before, after] = [position(decisive?.baseline), position(decisive?.head)];
  const label = escapeHtml(
    `baseline ${rateText(decisive?.baseline)}, here ${rateText(decisive?.head)}`,
  );
  return `<div class="rates" role="img" aria-label="${label}"><i class="track"></i>${span(before, after)}${dot(before, 'before')}${dot(after, 'after')}</div>`;
};

const numbers = ({ decisive }: ModeRow): string => {
  const sides = [decisive?.baseline, decisive?.head].filter((rate) => rate !== undefined);
  const change = changeText(decisive);
  const lines = [sides.map(rateText).join(' → '), change === '0' ? 'no change' : change];
  return `<div class="numbers">${lines.map(escapeHtml).join('<br>')}</div>`;
};

const mode = (row: ModeRow, report: Report, voice: Voice): string => {
  const notes = [
    row.decisive?.rung ?? 'no eval',
    ...(row.opinion ? ['opinion: never observed'] : []),
    ...rowNotes(row, report.baseline?.branch).map((note) => spoken(note, voice)),
  ];
  return `<div class="mode ${tones[row.verdict]}">
<div><div class="name">${htmlCode(row.name, 120)}</div><div class="note"><span class="verdict">${row.verdict}</span> · ${notes.join(' · ')}</div></div>
${rates(row)}
${numbers(row)}
</div>`;
};

const mostModes = 500;

/** A row a failure mode, worst first, with its rates drawn. */
export const modes = (report: Report, voice: Voice): string => {
  const rows = worstFirst(report.decision.rows);
  if (rows.length === 0) return '';
  const left = rows.length - mostModes;
  const more = left > 0 ? `<p class="soft">and ${left} more failure modes</p>` : '';
  const told = [rerunsText(report), detectableInAll(report)].filter(Boolean).join(' ');
  const note = told && `\n<p class="soft">${escapeHtml(told)}</p>`;
  return `<h2>Failure modes</h2>
<p class="legend"><span><i class="dot"></i>baseline</span><span><i class="dot after"></i>here</span><span>the line runs from 0 % to 100 % of cases passed</span></p>
<div class="modes">
${rows
  .slice(0, mostModes)
  .map((row) => mode(row, report, voice))
  .join('\n')}
</div>${more}${note}`;
};
