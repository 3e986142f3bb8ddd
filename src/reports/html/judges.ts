import { minimumRate } from '../../decide/judging/standing.ts';
import type { Report } from '../../domain/report.ts';
import type { Estimate } from '../../domain/row.ts';
import { escapeHtml } from '../../foreign/html.ts';
import { htmlCode } from '../../foreign/markdown.ts';
import {
  correctedText,
  costText,
  doubt,
  doubtWord,
  estimateText,
  type JudgedRow,
  judgesOf,
  measuredText,
} from '../words/judges.ts';
import { spoken } from '../words/phrase.ts';
import { terminalVoice } from '../words/voices.ts';

const at = (share: number): number => Math.round(share * 1000) / 10;

/** A rate with its interval on a line from 0 to 100 %, and the least that it must reach. */
const agreement = (what: string, estimate: Estimate | undefined): string => {
  if (estimate === undefined) return '';
  const { value, lower, upper } = estimate;
  const label = escapeHtml(`agrees on ${what}: ${estimateText(estimate)}`);
  const line = `<i class="track"></i><i class="least" style="left:${at(minimumRate)}%"></i><i class="span" style="left:${at(lower)}%;width:${at(upper - lower)}%"></i><i class="dot after" style="left:${at(value)}%"></i>`;
  return `<div class="rates" role="img" aria-label="${label}">${line}</div><div class="numbers">${label}</div>`;
};

const judge = ({ name, judge: row }: JudgedRow): string => {
  const { standing, agreement: found } = row;
  const isTrusted = standing.state === 'calibrated';
  const word =
    standing.state === 'calibrated'
      ? 'calibrated'
      : `${doubtWord[standing.state]}: ${spoken(doubt(standing), terminalVoice)}`;
  const facts = [
    found === undefined ? 'never measured' : `measured ${measuredText(row)}`,
    `pass rate, corrected: ${correctedText(row)}`,
    `took ${costText(row)}`,
  ];
  return `<div class="mode ${isTrusted ? 'still' : 'unsure'}">
<div><div class="name">${htmlCode(name, 140)}</div><div class="note"><span class="verdict">${escapeHtml(word)}</span></div></div>
<div>${agreement('passes', found?.tpr)}${agreement('fails', found?.tnr)}</div>
<div class="numbers">${facts.map(escapeHtml).join('<br>')}</div>
</div>`;
};

/** How far each judge agrees with people, drawn. */
export const judges = (report: Report): string => {
  const rows = judgesOf(report);
  if (rows.length === 0) return '';
  return `<h2>Judges</h2>
<p class="legend"><span>how far each agrees with people, from 0 % to 100 % of their labels; both rates must reach the mark at ${minimumRate * 100} %</span></p>
<div class="modes">
${rows.map(judge).join('\n')}
</div>`;
};
