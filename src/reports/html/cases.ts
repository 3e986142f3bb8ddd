import type { CaseDetail, Report } from '../../domain/report.ts';
import type { ChangedCase, EvalRow, ModeRow } from '../../domain/row.ts';
import { clean } from '../../foreign/clean.ts';
import { cutBytes } from '../../foreign/cut.ts';
import { escapeHtml } from '../../foreign/html.ts';
import { htmlCode } from '../../foreign/markdown.ts';
import { fit } from '../fit.ts';
import { againText, clearedCases, failingCounts, stillFailing } from '../words/again.ts';
import { opinionMark } from '../words/mode-name.ts';
import { plural } from '../words/numbers.ts';
import { evalsWorstFirst, worstFirst } from '../words/rows.ts';

/** Of all cases together, and of one text, in UTF-8. */
const mostBytes = 8 * 1024 * 1024;
const mostTextBytes = 20_000;

const text = (title: string, value: string | undefined, side = ''): string => {
  const shown =
    value === undefined || value === ''
      ? `<p class="soft">${value === undefined ? 'not stored' : 'empty'}</p>`
      : `<pre class="${side}">${escapeHtml(cutBytes(clean(value), mostTextBytes))}</pre>`;
  return `<div><h3>${title}</h3>${shown}</div>`;
};

const outputs = (detail: CaseDetail): string =>
  `${text('Input', detail.input)}
<div class="sides">${text('Output of the baseline', detail.before)}${text('Output here', detail.after, 'after')}</div>
${text('Run it yourself', detail.command)}`;

type Failing = { mode: ModeRow; row: EvalRow; changed: ChangedCase };

const caseFold = (
  { row, changed }: Failing,
  detail: CaseDetail | undefined,
  open: boolean,
): string => {
  const { case: id, critique } = changed;
  const again = againText(row, changed);
  const proof = again && `<span class="proof">${escapeHtml(again)}</span> `;
  const said = critique === '' ? '' : `<span class="critique">${htmlCode(critique, 1_000)}</span>`;
  const inside =
    detail === undefined ? '<p class="soft">Input and outputs are not kept.</p>' : outputs(detail);
  return `<details${open ? ' open' : ''}><summary><b>${htmlCode(id)}</b>${proof}${said}</summary><div class="case"><p class="soft">${htmlCode(row.name, 140)}</p>${inside}</div></details>`;
};

const failingCases = (report: Report): Failing[] =>
  worstFirst(report.decision.rows).flatMap((mode) =>
    evalsWorstFirst(mode.evals).flatMap((row) =>
      stillFailing(row).map((changed) => ({ mode, row, changed })),
    ),
  );

const title = ({ mode }: Failing): string =>
  `<h2>${htmlCode(mode.name)}${mode.opinion ? opinionMark : ''}: ${failingCounts(mode.evals).join(', ')}</h2>\n`;

const mostCleared = 500;

/** The cases that re-runs cleared, folded: who is flaky is of interest, but not now. */
const cleared = ({ decision }: Report): string[] => {
  const all = decision.rows
    .flatMap((mode) => mode.evals)
    .flatMap((row) => clearedCases(row).map((changed) => ({ row, changed })));
  if (all.length === 0) return [];
  const items = all
    .slice(0, mostCleared)
    .map(
      ({ row, changed }) =>
        `<li>${htmlCode(changed.case)} in ${htmlCode(row.name, 140)} · ${escapeHtml(againText(row, changed))}${changed.critique === '' ? '' : ` · ${htmlCode(changed.critique, 300)}`}</li>`,
    );
  return [
    `<h2>Cleared</h2>\n<details><summary>${plural(all.length, 'case')} cleared by re-runs</summary><ul class="plain">${items.join('\n')}</ul></details>`,
  ];
};

/** The newly failing cases by failure mode, worst first, as many as a browser bears. */
export const cases = (report: Report): string => {
  const byCase = new Map(report.details.map((one) => [`${one.eval} ${one.case}`, one]));
  const failing = failingCases(report);
  const firsts = new Set(new Map(failing.toReversed().map((one) => [one.mode, one])).values());
  const textOf = (one: Failing) => {
    const detail = byCase.get(`${one.row.name} ${one.changed.case}`);
    const fold = caseFold(one, detail, one === failing[0]);
    return firsts.has(one) ? title(one) + fold : fold;
  };
  const { texts, left } = fit(failing, textOf, mostBytes);
  const more =
    left > 0
      ? [`<p>and ${plural(left, 'more newly failing case')}: results.json counts them all.</p>`]
      : [];
  return [...texts, ...more, ...cleared(report)].join('\n');
};
