import type { Report } from '../domain/report.ts';
import { renderHtml } from './html.ts';
import { renderJunit } from './junit.ts';
import type { MarkdownOptions } from './markdown/body.ts';
import { resultsJson } from './results.ts';
import { renderSummary } from './summary.ts';

/** A file that a run leaves behind. */
export type FileReport = {
  name: string;
  about: string;
  /** The output of the Action that holds its path. */
  output?: string;
  render: (report: Report, options: MarkdownOptions) => string;
};

export const fileReports: readonly FileReport[] = [
  {
    name: 'results.json',
    about: 'everything, for machines',
    output: 'report-path',
    render: (report, { detailLevel }) => resultsJson(report, detailLevel),
  },
  {
    name: 'report.md',
    about: 'the Markdown of the job summary',
    output: 'markdown-path',
    render: renderSummary,
  },
  {
    name: 'junit.xml',
    about: 'for readers of JUnit XML',
    output: 'junit-path',
    render: (report, { detailLevel }) => renderJunit(report, detailLevel),
  },
  {
    name: 'report.html',
    about: 'one self-contained page',
    render: (report, options) => renderHtml(report, options.detailLevel, options),
  },
];
