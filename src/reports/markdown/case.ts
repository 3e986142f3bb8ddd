import type { CaseDetail, DetailLevel } from '../../domain/report.ts';
import type { ChangedCase, EvalRow } from '../../domain/row.ts';
import { codeBlock, details, htmlCode, inlineCode } from '../../foreign/markdown.ts';
import { againText } from '../words/again.ts';
import type { Limits } from './limits.ts';

/** A newly failing case of an eval, with its detail where there is one. */
export type FailingCase = { eval: EvalRow; changed: ChangedCase; detail: CaseDetail | undefined };

export type CaseOptions = { limits: Limits; branch: string; detailLevel: DetailLevel };

const titled = (title: string, text: string | undefined, bytes: number): string => {
  if (text === undefined) return `${title}: not stored.`;
  return text === '' ? `${title}: empty.` : `${title}\n\n${codeBlock(text, bytes)}`;
};

const sides = (detail: CaseDetail, { limits, branch }: CaseOptions): string[] => [
  titled('**Input**', detail.input, limits.excerptBytes),
  titled(`**Output on ${inlineCode(branch)}**`, detail.before, limits.excerptBytes),
  titled('**Output here**', detail.after, limits.excerptBytes),
];

const critiqueMax = 140;

/** A critique that its fold's summary cuts is given whole inside. */
const longCritique = (critique: string, limits: Limits): string[] =>
  critique.length > critiqueMax || critique.includes('\n')
    ? [`**Critique**\n\n${codeBlock(critique, limits.excerptBytes)}`]
    : [];

/** What re-runs showed, and what was said of the case on a line of its own. */
const told = (again: string, critique: string): string =>
  [again, critique && htmlCode(critique, critiqueMax)].filter(Boolean).join('<br>');

/** One newly failing case: its id and critique, and folded behind them all that tells why. */
export const caseFold = (failing: FailingCase, nameEval: boolean, options: CaseOptions): string => {
  const { changed, detail } = failing;
  const critique = detail?.critique || changed.critique;
  const inEval = nameEval ? ` in ${htmlCode(failing.eval.name)}` : '';
  const why = told(againText(failing.eval, changed), critique);
  const summary = `<b>${htmlCode(changed.case)}</b>${inEval} ${why}`.trimEnd();
  if (detail === undefined) return `<p>${summary}</p>`;
  const shown = options.detailLevel === 'none' ? [] : sides(detail, options);
  const body = [
    ...longCritique(critique, options.limits),
    ...shown,
    `**Run it yourself**\n\n${codeBlock(detail.command, options.limits.excerptBytes)}`,
  ];
  return details(summary, body.join('\n\n'));
};
