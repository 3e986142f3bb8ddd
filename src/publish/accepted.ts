import { readAcceptances, readRuns, versionOf } from '../baseline/pull-request.ts';
import { applyAcceptances } from '../decide/accept.ts';
import type { Acceptance } from '../domain/acceptance.ts';
import type { DataBranch } from '../domain/data-branch.ts';
import type { Report } from '../domain/report.ts';
import type { StoredRun } from '../domain/stored-run.ts';
import { renderComment } from '../reports/comment.ts';
import { statusOf } from '../reports/status.ts';
import type { PlanOptions } from './plan.ts';
import { attempt, publishStatus, type PublishPorts } from './publish.ts';

/** A stored result as it stands with what people have accepted. */
export const reportWith = (
  { report, policy }: StoredRun,
  acceptances: readonly Acceptance[],
): Report => ({
  ...report,
  decision: applyAcceptances(report.decision, acceptances, policy, report.baseline !== undefined),
});

export type AcceptedPorts = {
  data: DataBranch;
  sinks: Pick<PublishPorts, 'comment' | 'status' | 'warn'>;
};

const publishRun = async (
  pullRequest: number,
  { head, run }: StoredRun,
  report: Report,
  { sinks }: AcceptedPorts,
  { serverUrl, repository, details, comment }: PlanOptions,
): Promise<void> => {
  const body = renderComment(report, { serverUrl, repository, detailLevel: details });
  const plan = {
    pullRequest,
    head,
    body,
    when: 'always',
    how: 'update',
    run,
    amends: true,
  } as const;
  if (comment !== 'off') await attempt(sinks, 'comment', () => sinks.comment(plan));
  await publishStatus(sinks, { sha: head, ...statusOf(report.decision) });
};

const mostRounds = 5;

/**
 * Brings comment and status of a head up to what is accepted, and gives the report they show.
 * Again, while somebody else moved it meanwhile: the last to write has seen everything.
 */
export const publishAccepted = async (
  pullRequest: number,
  head: string,
  ports: AcceptedPorts,
  options: PlanOptions,
): Promise<Report | undefined> => {
  for (let round = 1; ; round += 1) {
    const snapshot = await ports.data.snapshot();
    const { runs } = await readRuns(ports.data, snapshot, pullRequest);
    const run = runs.findLast((one) => one.head === head);
    if (run === undefined) return undefined;
    const report = reportWith(run, await readAcceptances(ports.data, snapshot, pullRequest));
    await publishRun(pullRequest, run, report, ports, options);
    const now = versionOf(await ports.data.snapshot(), pullRequest);
    if (now === versionOf(snapshot, pullRequest) || round === mostRounds) return report;
  }
};
