import type { Plan, CommentPlan } from '../domain/plan.ts';
import type { DetailLevel, Report } from '../domain/report.ts';
import type { Task } from '../domain/task.ts';
import { annotations } from '../reports/annotations.ts';
import { renderComment } from '../reports/comment.ts';
import { fileReports } from '../reports/registry.ts';
import { statusOf } from '../reports/status.ts';
import { renderSummary } from '../reports/summary.ts';
import { headline } from '../reports/words/headline.ts';

export type PlanOptions = {
  serverUrl: string;
  repository: string;
  details: DetailLevel;
  comment: 'update' | 'recreate' | 'off';
  run: { number: number; attempt: number };
  /** Numbers of the convert-to-code issues that are open. */
  issues?: number[];
};

const commentOf = (report: Report, task: Task, options: PlanOptions): CommentPlan | undefined => {
  if (task.mode !== 'gate' || task.pullRequest === undefined || options.comment === 'off') {
    return undefined;
  }
  const { serverUrl, repository, details, run } = options;
  return {
    pullRequest: task.pullRequest.number,
    head: task.pullRequest.head,
    body: renderComment(report, { serverUrl, repository, detailLevel: details }),
    when: report.decision.verdict === 'skipped' ? 'if-present' : 'always',
    how: options.comment,
    run,
  };
};

const regressedModes = ({ decision }: Report): string[] =>
  decision.rows.filter(({ verdict }) => verdict === 'regressed').map(({ mode }) => mode);

/** All that a run says and leaves, as data. */
export const planOf = (report: Report, task: Task, options: PlanOptions): Plan => {
  const { decision, usage } = report;
  const { serverUrl, repository, details } = options;
  const markdown = { serverUrl, repository, detailLevel: details };
  const summary = renderSummary(report, markdown);
  const status = statusOf(decision);
  return {
    verdict: decision.verdict,
    failure: decision.blocks ? headline(decision, report.kind) : undefined,
    comment: commentOf(report, task, options),
    status:
      task.mode === 'gate' && task.statusSha !== undefined
        ? { sha: task.statusSha, ...status }
        : undefined,
    summary,
    annotations: annotations(report),
    outputs: {
      verdict: decision.verdict,
      'regressed-modes': JSON.stringify(regressedModes(report)),
      issues: JSON.stringify(options.issues ?? []),
      'cost-usd': (usage.here.usd ?? 0).toFixed(4),
      'model-calls': `${usage.here.calls}`,
    },
    files: fileReports.map(({ name, output = '', render }) => ({
      name,
      output,
      content: render(report, markdown),
    })),
  };
};
