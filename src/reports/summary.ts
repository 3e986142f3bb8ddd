import type { Report } from '../domain/report.ts';
import { body, type MarkdownOptions } from './markdown/body.ts';
import { summaryLimits } from './markdown/limits.ts';

/** The job summary: the comment's Markdown, with room for nearly every case. */
export const renderSummary = (report: Report, options: MarkdownOptions): string =>
  `${body(report, options, summaryLimits)}\n`;
