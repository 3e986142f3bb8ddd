import type { Report } from '../domain/report.ts';
import { body, type MarkdownOptions } from './markdown/body.ts';
import { commentLimits } from './markdown/limits.ts';

/** The first line of the sticky comment, by which it is found again. */
export const commentMarker = '<!-- failmode:gate -->';

/**
 * The pull request's sticky comment, of at most `maxBytes` of UTF-8 (20 000 or more: the verdict,
 * the gate's changes and the footer are never cut away).
 */
export const renderComment = (
  report: Report,
  { maxBytes = 60_000, ...options }: MarkdownOptions & { maxBytes?: number },
): string => {
  const limits = commentLimits(maxBytes - commentMarker.length - 2);
  return `${commentMarker}\n${body(report, options, limits)}\n`;
};
