import type { Report } from '../domain/report.ts';
import type { EvalRow, ModeRow } from '../domain/row.ts';
import { cut, utf8Length } from '../foreign/cut.ts';

/** Of one eval: a person reads no more of them. */
const mostSayings = 25;

/** What was said of the first cases; the others keep their place, because they count. */
const shorten = (saying: string, index: number): string =>
  index < mostSayings ? cut(saying, 300) : '';

const leanEval = (row: EvalRow): EvalRow => ({
  ...row,
  newlyFailing: row.newlyFailing.map((one, index) => ({
    ...one,
    critique: shorten(one.critique, index),
  })),
  errors: row.errors.map((one, index) => ({ ...one, reason: shorten(one.reason, index) })),
});

const leanMode = (row: ModeRow): ModeRow => ({
  ...row,
  decisive: row.decisive && leanEval(row.decisive),
  evals: row.evals.map(leanEval),
});

/** The report with all that decides, and `detailBytes` of what only illustrates. */
export const leanReport = (report: Report, detailBytes: number): Report => {
  let spare = detailBytes;
  const details = report.details.filter((detail) => {
    const size = utf8Length(JSON.stringify(detail));
    if (size > spare) return false;
    spare -= size;
    return true;
  });
  const decision = { ...report.decision, rows: report.decision.rows.map(leanMode) };
  return { ...report, decision, details };
};
