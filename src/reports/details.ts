import { type PiiKind, piiKinds } from '../assertions/pii/kinds.ts';
import { normalise } from '../assertions/pii/normalise.ts';
import type { CaseDetail, DetailLevel, Report } from '../domain/report.ts';
import type { EvalRow, JudgeRow } from '../domain/row.ts';

const maskKind = (text: string, { find, mask }: PiiKind): string =>
  find(text).reduce((rest, found) => rest.replaceAll(found, () => mask(found)), text);

/** The text with personal data masked as far as it has a shape: addresses and numbers, not names. */
export const redacted = (text: string): string => {
  const plain = normalise(text);
  const masked = Object.values(piiKinds).reduce(maskKind, plain);
  return masked === plain ? text : masked;
};

type Change = (text: string) => string | undefined;

const changeDetail = (detail: CaseDetail, change: Change): CaseDetail => ({
  ...detail,
  input: change(detail.input) ?? '',
  before: detail.before === undefined ? undefined : change(detail.before),
  after: detail.after === undefined ? undefined : change(detail.after),
  critique: change(detail.critique) ?? '',
});

const changeJudge = (judge: JudgeRow, change: Change): JudgeRow => ({
  ...judge,
  disagreements: judge.disagreements.map(({ personSaid, judgeSaid, ...rest }) => ({
    ...rest,
    ...(personSaid !== undefined && { personSaid: change(personSaid) ?? '' }),
    judgeSaid: change(judgeSaid) ?? '',
  })),
});

/** A reason may quote what a model said: without details it ends there. */
const changeReason = (reason: string, change: Change): string =>
  change(reason) ?? redacted(reason.replace(/["'`“‘(].*$/s, '…'));

const changeEval = (row: EvalRow, change: Change): EvalRow => ({
  ...row,
  newlyFailing: row.newlyFailing.map((one) => ({ ...one, critique: change(one.critique) ?? '' })),
  errors: row.errors.map((one) => ({ ...one, reason: changeReason(one.reason, change) })),
  ...(row.judge && { judge: changeJudge(row.judge, change) }),
});

const changes: Record<Exclude<DetailLevel, 'full'>, Change> = {
  redacted,
  none: () => undefined,
};

/**
 * The report with only as much of inputs, outputs and what was said of them as may be shown. Given
 * once, before anything is rendered, it holds for every report; a second time it changes nothing.
 */
export const withDetails = (report: Report, level: DetailLevel): Report => {
  if (level === 'full') return report;
  const change = changes[level];
  const rows = report.decision.rows.map((row) => ({
    ...row,
    evals: row.evals.map((one) => changeEval(one, change)),
    decisive: row.decisive && changeEval(row.decisive, change),
  }));
  return {
    ...report,
    decision: { ...report.decision, rows },
    details: report.details.map((detail) => changeDetail(detail, change)),
  };
};
