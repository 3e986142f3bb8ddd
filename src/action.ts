import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { context } from '@actions/github';
import { storeRun } from './baseline/store.ts';
import { taskOf, type Event } from './decide/task.ts';
import { describeFailure, Failure } from './domain/failure.ts';
import type { StatusPlan } from './domain/plan.ts';
import { detailLevels, type DetailLevel } from './domain/report.ts';
import type { Task } from './domain/task.ts';
import { baseOf } from './edge/base.ts';
import { filesOfCheckout } from './edge/files.ts';
import { githubComments } from './edge/github-comments.ts';
import { githubDataBranch } from './edge/github-data-branch.ts';
import { openGitHub, type GitHub } from './edge/github.ts';
import { openGit, type Git } from './edge/git.ts';
import { newestAncestor } from './edge/git-history.ts';
import { printBlock, runnerPorts } from './edge/runner.ts';
import { openWorld } from './edge/world.ts';
import { oneLine } from './foreign/clean.ts';
import { openaiProvider } from './providers/openai.ts';
import { httpPost } from './providers/http.ts';
import { keepComment } from './publish/comment.ts';
import { planOf, type PlanOptions } from './publish/plan.ts';
import { publish, publishStatus, type PublishPorts } from './publish/publish.ts';
import { commentMarker } from './reports/comment.ts';
import { renderTerminal } from './reports/terminal.ts';
import { run, type Outcome, type RunRequest } from './run.ts';

const { env } = process;
const statusContext = 'failmode/gate';

/** An input that is one of a few words. The runner checks none of them. */
const choice = <const Words extends readonly string[]>(
  name: string,
  words: Words,
): Words[number] => {
  const given = core.getInput(name) || words[0];
  if (given !== undefined && words.includes(given)) return given;
  throw new Failure(
    `the input \`${name}\` is \`${oneLine(given ?? '', 60)}\``,
    'it is none of the words it may be',
    `write one of ${words.map((word) => `\`${word}\``).join(', ')}`,
  );
};

type Inputs = {
  mode: Event['mode'];
  config: string;
  token: string;
  comment: PlanOptions['comment'];
  force: boolean;
  details: DetailLevel;
};

const readInputs = (): Inputs => ({
  mode: choice('mode', ['auto', 'gate', 'baseline']),
  config: core.getInput('config') || 'evals/failmode.yml',
  token: core.getInput('github-token'),
  comment: choice('comment', ['update', 'recreate', 'off']),
  force: core.getInput('force') !== '' && core.getBooleanInput('force'),
  details: choice('details', detailLevels),
});

const planOptions = ({ details, comment }: Inputs): PlanOptions => ({
  serverUrl: context.serverUrl,
  repository: `${context.repo.owner}/${context.repo.repo}`,
  details,
  comment,
  run: { number: context.runNumber, attempt: context.runAttempt },
});

const publishPorts = ({ rest, repository }: GitHub): PublishPorts => ({
  ...runnerPorts(join(env['RUNNER_TEMP'] ?? '.', 'failmode')),
  async status({ sha, state, description }: StatusPlan) {
    const target_url = `${context.serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${context.runId}`;
    const status = { sha, state, description, context: statusContext, target_url };
    await rest.repos.createCommitStatus({ ...repository, ...status });
  },
  comment: async (plan) =>
    (await keepComment(githubComments({ rest, repository }), plan, commentMarker))?.url,
});

const requestOf = async (task: Exclude<Task, { mode: 'none' }>, inputs: Inputs, git: Git) => {
  const warnings: string[] = [];
  const base = task.mode === 'gate' && task.hasBase ? await baseOf(git, task, warnings) : undefined;
  const request: RunRequest = {
    kind: task.mode,
    configPath: inputs.config,
    head: { commit: await git.head(), files: filesOfCheckout(git) },
    base,
    branch: task.branch,
    subject: {
      branch: task.branch,
      ...(task.mode === 'gate' && task.pullRequest && { pullRequest: task.pullRequest.number }),
    },
    force: inputs.force,
    onlyCase: undefined,
    now: new Date(),
    warnings,
  };
  return request;
};

const store = async (git: Git, github: GitHub, { record }: Outcome): Promise<void> => {
  if (record === undefined) return;
  const isAncestor = async (older: string, newer: string) =>
    (await git.fetch(newer)) && (await newestAncestor(git, newer, new Set([older]))) === older;
  const pause = (attempt: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, 200 * attempt * (1 + Math.random())));
  await storeRun(githubDataBranch(github), record, isAncestor, pause);
};

const execute = async (
  task: Exclude<Task, { mode: 'none' }>,
  inputs: Inputs,
  github: GitHub,
  ports: PublishPorts,
): Promise<void> => {
  const git = openGit(env['GITHUB_WORKSPACE'] ?? process.cwd());
  const request = await requestOf(task, inputs, git);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const world = openWorld({
    git,
    env,
    data: githubDataBranch(github),
    from: request.base?.commit ?? request.head.commit,
    worker: fileURLToPath(new URL('./worker.js', import.meta.url)),
    ask: openaiProvider({ env }),
    post: httpPost(),
    signal: stop.signal,
    kept: () => Promise.resolve(undefined),
    onProgress() {},
  });
  try {
    const outcome = await run(request, world.ports);
    const terminal = { width: 120, colour: false, detailLevel: inputs.details };
    printBlock(renderTerminal(outcome.report, terminal));
    const plan = planOf(outcome.report, task, planOptions(inputs));
    await store(git, github, outcome);
    await publish(plan, ports);
    await outcome.close();
    if (plan.failure !== undefined) core.setFailed(oneLine(plan.failure, 500));
  } finally {
    await world.close();
  }
};

/** A run that could not decide is never green: it says so wherever a verdict is looked for. */
const fail = async (error: unknown, task: Task | undefined, ports: PublishPorts | undefined) => {
  const text =
    error instanceof Failure ? describeFailure(error) : String((error as Error)?.message ?? error);
  if (!(error instanceof Failure)) printBlock((error as Error)?.stack ?? text);
  core.setOutput('verdict', 'not-measured');
  core.setFailed(oneLine(text, 1000));
  await ports?.summary(`## Failmode could not decide\n\n${oneLine(text, 1000)}\n`);
  if (task?.mode === 'gate' && task.statusSha !== undefined && ports !== undefined) {
    const description = 'Not measured: the run failed before it could decide';
    await publishStatus(ports, { sha: task.statusSha, state: 'failure', description });
  }
};

const main = async (): Promise<void> => {
  let task: Task | undefined;
  let ports: PublishPorts | undefined;
  try {
    const inputs = readInputs();
    const github = openGitHub(context.repo, { token: inputs.token, apiUrl: context.apiUrl });
    ports = publishPorts(github);
    const { eventName: name, payload, ref } = context;
    task = taskOf({ name, payload, ref, mode: inputs.mode });
    if (task.mode === 'none') {
      core.notice(task.why);
      core.setOutput('verdict', 'skipped');
      return;
    }
    if (task.mode === 'gate' && task.statusSha !== undefined) {
      await publishStatus(ports, {
        sha: task.statusSha,
        state: 'pending',
        description: 'Evals are running',
      });
    }
    await execute(task, inputs, github, ports);
  } catch (error) {
    await fail(error, task, ports);
  }
};

await main();
