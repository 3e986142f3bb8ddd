import type { EvalRow, ModeRow } from '../../domain/row.ts';
import { details, inlineCode } from '../../foreign/markdown.ts';
import { againText, clearedCases } from '../words/again.ts';
import { plural } from '../words/numbers.ts';
import { bullets } from './bullets.ts';
import type { Limits } from './limits.ts';

/** Of the whole document. */
const share = 0.05;

const lines = (row: EvalRow): string[] =>
  clearedCases(row).map((changed) => {
    const critique = changed.critique === '' ? '' : ` · ${inlineCode(changed.critique, 140)}`;
    return `${inlineCode(changed.case)} in ${inlineCode(row.name, 140)} · ${againText(row, changed)}${critique}`;
  });

/** The cases that re-runs cleared, for those who want to know which are flaky. */
export const clearedFold = (rows: readonly ModeRow[], limits: Limits): string => {
  const items = rows.flatMap((row) => row.evals).flatMap(lines);
  const count = plural(items.length, 'case');
  return items.length === 0
    ? ''
    : details(
        `${count} cleared by re-runs`,
        `Failed here at first; run again, no worse than luck allows:\n\n${bullets(items, limits.bytes * share, limits.cases)}`,
      );
};
