import type { DetailLevel, Report } from '../domain/report.ts';
import { withDetails } from './details.ts';
import { fit } from './fit.ts';

/** Bytes of UTF-8, about, that the details of newly failing cases may take. */
const mostDetailBytes = 8 * 1024 * 1024;

/** `results.json`: the whole report, for machines. `docs/results.md` tells every field. */
export const resultsJson = (whole: Report, level: DetailLevel = 'full'): string => {
  const report = withDetails(whole, level);
  const { texts, left } = fit(report.details, (detail) => JSON.stringify(detail), mostDetailBytes);
  const details = report.details.slice(0, texts.length);
  return `${JSON.stringify({ ...report, details, detailsLeftOut: left }, undefined, 2)}\n`;
};
