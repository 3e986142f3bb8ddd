import { fileURLToPath } from 'node:url';
import { acceptancesOfPush } from './baseline/acceptances-of-push.ts';
import { seenOnce } from './baseline/once.ts';
import { keepRun, readAcceptances, readRuns } from './baseline/pull-request.ts';
import { readLatest, storeRun } from './baseline/store.ts';
import type { Pause } from './baseline/swap.ts';
import type { Acceptance } from './domain/acceptance.ts';
import { climbDown, type ClimbedDown } from './convert/climb-down.ts';
import type { Debt } from './convert/debt.ts';
import type { DataBranch } from './domain/data-branch.ts';
import type { RunVerdict } from './domain/decision.ts';
import type { DetailLevel, Report } from './domain/report.ts';
import type { Task } from './domain/task.ts';
import { baseOf } from './edge/base.ts';
import { filesOfCheckout } from './edge/files.ts';
import { githubDataBranch } from './edge/github-data-branch.ts';
import { githubIssues } from './edge/github-issues.ts';
import { mergedFrom } from './edge/github-pulls.ts';
import { statusOf, type GitHub } from './edge/github.ts';
import { newestAncestor } from './edge/git-history.ts';
import type { Git } from './edge/git.ts';
import { openWorld } from './edge/world.ts';
import { httpPost } from './providers/http.ts';
import { openaiProvider } from './providers/openai.ts';
import { redacted } from './reports/details.ts';
import type { Compared, Outcome } from './outcome.ts';
import { run, type RunRequest } from './run.ts';

/** A task that measures and decides. */
export type GateTask = Extract<Task, { mode: 'gate' | 'baseline' }>;

export type Step = {
  task: GateTask;
  git: Git;
  github: GitHub;
  env: Readonly<Record<string, string | undefined>>;
  configPath: string;
  force: boolean;
  now: Date;
  pause: Pause;
  signal: AbortSignal;
  /** How much of inputs and outputs may be shown in an issue. */
  details: DetailLevel;
  /** Which run of the workflow this is. */
  run: { number: number; attempt: number };
};

const requestOf = async ({ task, git, configPath, force, now }: Step): Promise<RunRequest> => {
  const warnings: string[] = [];
  const pull = task.mode === 'gate' ? task.pullRequest : undefined;
  return {
    kind: task.mode,
    configPath,
    head: { commit: await git.head(), files: filesOfCheckout(git) },
    base: task.mode === 'gate' && task.hasBase ? await baseOf(git, task, warnings) : undefined,
    branch: task.branch,
    subject: { branch: task.branch, ...(pull && { pullRequest: pull.number, head: pull.head }) },
    force,
    onlyCase: undefined,
    now,
    warnings,
  };
};

/**
 * Of a pull request its own; of a push those of the pull requests that it merged. Read as late as can
 * be: somebody may have accepted while the evals ran.
 */
const acceptancesOf = async (
  { task, git, github }: Step,
  since: string | undefined,
): Promise<readonly Acceptance[]> => {
  const data = githubDataBranch(github);
  if (task.mode === 'gate') {
    return task.acceptedIn === undefined
      ? []
      : readAcceptances(data, await data.snapshot(), task.acceptedIn);
  }
  const range = [
    'rev-list',
    '--first-parent',
    'HEAD',
    ...(since === undefined ? [] : [`^${since}`]),
  ];
  const commits = async () => (await git.answers(range))?.split('\n').filter(Boolean) ?? [];
  return acceptancesOfPush(data, commits, mergedFrom(github, task.branch));
};

const keptReport = async ({ task }: Step, data: DataBranch, key: string) => {
  if (task.mode !== 'gate' || task.pullRequest === undefined) return undefined;
  const { runs } = await readRuns(data, await data.snapshot(), task.pullRequest.number);
  return runs.find((one) => one.key === key)?.report;
};

/** A verdict that another try of the same job may not change. */
const settled = new Set<RunVerdict>(['pass', 'regressed', 'undecided', 'no-baseline']);

/** Luck had a part in it, or somebody may accept it: then it is kept. */
const isWorthKeeping = ({ decision, acceptCode }: Report): boolean => {
  const evals = decision.rows.flatMap((row) => row.evals);
  const sampled = evals.some((row) => row.detectableDrop !== undefined);
  return settled.has(decision.verdict) && (sampled || acceptCode !== undefined);
};

/** Keeps a comparison; a token that may not is told, and then nothing can be accepted. */
const keep = async (step: Step, compared: Compared, report: Report): Promise<Report> => {
  const { task, github, now, pause } = step;
  if (task.mode !== 'gate' || task.pullRequest === undefined) return report;
  if (!isWorthKeeping(compared.report)) return report;
  const { number, head } = task.pullRequest;
  const { key, policy } = compared;
  const { fail_on, second_person } = policy;
  const kept = {
    key,
    head,
    at: now.toISOString(),
    run: step.run,
    policy: { fail_on, second_person },
  };
  try {
    await keepRun(githubDataBranch(github), number, { ...kept, report: compared.report }, pause);
    return report;
  } catch (error) {
    if (statusOf(error) !== 403 && statusOf(error) !== 404) throw error;
    const warning =
      'this result could not be kept, so another run may come out differently and nothing can be accepted; add `contents: write` to `permissions:` in the workflow';
    return { ...report, acceptCode: undefined, warnings: [...report.warnings, warning] };
  }
};

const isAncestor =
  ({ git }: Step) =>
  async (older: string, newer: string): Promise<boolean> =>
    (await git.fetch(newer)) && (await newestAncestor(git, newer, new Set([older]))) === older;

const store = async (step: Step, { record }: Outcome): Promise<void> => {
  if (record === undefined) return;
  await storeRun(githubDataBranch(step.github), record, isAncestor(step), step.pause);
};

/** A push that is run again, or late, tells of evals as they were: newer ones have had their say. */
const isOutdated = async (step: Step, data: DataBranch): Promise<boolean> => {
  const { branch } = step.task;
  const latest = await readLatest(data, await data.snapshot(), branch);
  const commit = await step.git.head();
  return (
    latest !== undefined &&
    latest.commit !== commit &&
    (await isAncestor(step)(commit, latest.commit))
  );
};

/** What an issue shows of outputs, as far as may be. */
const shown = (debt: Debt, details: DetailLevel): Debt => {
  if (details === 'full') return debt;
  if (details === 'none') return { ...debt, failing: undefined };
  const failing = debt.failing?.map((one) => ({
    case: one.case,
    input: redacted(one.input),
    output: redacted(one.output),
    critique: redacted(one.critique),
  }));
  return { ...debt, failing };
};

/** After a push: every judge that waits to become code has its one issue. */
const climbDownAfter = async (
  step: Step,
  { climbing }: Outcome,
  data: DataBranch,
): Promise<ClimbedDown> => {
  const { git, github, now, pause, run: workflowRun, details } = step;
  if (climbing === undefined || (await isOutdated(step, data))) return { issues: [], warnings: [] };
  const { settings, evals, debts } = climbing;
  const all = (await debts()).map((debt) => shown(debt, details));
  const commit = await git.head();
  const name = `${workflowRun.number}.${workflowRun.attempt}`;
  const request = { debts: all, evals, commit, settings, now, run: name, pause };
  return climbDown(githubIssues(github), githubDataBranch(github), request);
};

/** What a step came to; `issues`: the numbers of those that are open after it. */
export type Done = { report: Report; issues: number[] };

/** Measures and decides what an event asks for, and leaves on the data branch what others need. */
export const measureAndDecide = async (step: Step): Promise<Done> => {
  const { git, github, env, signal } = step;
  const request = await requestOf(step);
  const data = seenOnce(githubDataBranch(github));
  const world = openWorld({
    git,
    env,
    data,
    from: request.base?.commit ?? request.head.commit,
    worker: fileURLToPath(new URL('./worker.js', import.meta.url)),
    ask: openaiProvider({ env }),
    post: httpPost(),
    signal,
    kept: (key) => keptReport(step, data, key),
    acceptances: (since) => acceptancesOf(step, since),
    onProgress() {},
  });
  try {
    const outcome = await run(request, world.ports);
    await store(step, outcome);
    const { issues, warnings } = await climbDownAfter(step, outcome, data);
    await outcome.close();
    const { compared, report } = outcome;
    const told = { ...report, warnings: [...report.warnings, ...warnings] };
    return { report: compared === undefined ? told : await keep(step, compared, told), issues };
  } finally {
    await world.close();
  }
};
