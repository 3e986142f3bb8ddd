import type { Report } from '../../domain/report.ts';
import type { ModeRow } from '../../domain/row.ts';
import { plural } from '../words/numbers.ts';
import type { Voice } from '../words/phrase.ts';
import type { CaseOptions } from './case.ts';
import { fit } from '../fit.ts';
import { detailsByCase, type Fold, modeFold } from './mode.ts';

/** A row has a fold when there is more to say of it than its numbers. */
const hasMore = (row: ModeRow): boolean =>
  row.evals.some(
    (one) =>
      one.reasons.length > 0 ||
      [one.newlyFailing, one.newlyFixed, one.alreadyFailing, one.errors, one.passesSkipped].some(
        (cases) => cases.length > 0,
      ),
  );

/** Fills the folds with cases, worst first, so that the least important ones are cut first. */
const filled = (folds: readonly Fold[], mostCases: number, bytes: number): string[] => {
  let spare = bytes;
  return folds.map((fold) => {
    const shown = fit(fold.cases.slice(0, mostCases), (text) => text(), spare);
    spare = shown.spare;
    return fold.text(shown.texts, fold.cases.length - shown.texts.length);
  });
};

const empty = (fold: Fold): string => fold.text([], fold.cases.length);

/** The folds of these rows within `bytes`: at most half of it for what frames the cases. */
export const folds = (
  rows: readonly ModeRow[],
  report: Report,
  options: CaseOptions,
  voice: Voice,
  bytes: number,
): string[] => {
  const detailOf = detailsByCase(report);
  const all = rows.filter(hasMore).map((row) => modeFold(row, detailOf, options, voice));
  const framed = fit(all, empty, bytes / 2);
  const room = bytes / 2 + framed.spare - 120;
  const texts = filled(all.slice(0, framed.texts.length), options.limits.cases, room);
  return framed.left === 0
    ? texts
    : [...texts, `and ${plural(framed.left, 'more failure mode')}: ${options.limits.rest}.`];
};
