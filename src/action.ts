import { join } from 'node:path';
import * as core from '@actions/core';
import { context } from '@actions/github';
import { announce } from './announce.ts';
import { obey, type CommandTask } from './command.ts';
import { taskOf, type Event } from './decide/task.ts';
import { describeFailure, Failure } from './domain/failure.ts';
import { detailLevels, type DetailLevel } from './domain/report.ts';
import type { Task } from './domain/task.ts';
import { githubComments } from './edge/github-comments.ts';
import { githubDataBranch } from './edge/github-data-branch.ts';
import { githubPulls } from './edge/github-pulls.ts';
import { openGitHub, type GitHub } from './edge/github.ts';
import { openGit } from './edge/git.ts';
import { printBlock } from './edge/runner.ts';
import { openSinks } from './edge/sinks.ts';
import { oneLine } from './foreign/clean.ts';
import { planOf, type PlanOptions } from './publish/plan.ts';
import { publish, publishStatus, type PublishPorts } from './publish/publish.ts';
import { renderTerminal } from './reports/terminal.ts';
import { measureAndDecide, type GateTask } from './step.ts';

const { env } = process;

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
  mode: choice('mode', ['auto', 'gate', 'baseline', 'look']),
  config: core.getInput('config') || 'evals/failmode.yml',
  token: core.getInput('github-token'),
  comment: choice('comment', ['update', 'recreate', 'off']),
  force: core.getInput('force') !== '' && core.getBooleanInput('force'),
  details: choice('details', detailLevels),
});

const thisRun = () => ({ number: context.runNumber, attempt: context.runAttempt });

const repositoryUrl = (): string =>
  `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}`;

const planOptions = ({ details, comment }: Inputs): PlanOptions => ({
  serverUrl: context.serverUrl,
  repository: `${context.repo.owner}/${context.repo.repo}`,
  details,
  comment,
  run: thisRun(),
});

/** Waits longer each time, and not as long as the other runs that race for the data branch. */
const pause = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, 200 * attempt * (1 + Math.random())));

const decide = async (
  task: GateTask,
  inputs: Inputs,
  github: GitHub,
  sinks: PublishPorts,
): Promise<void> => {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const { report, issues } = await measureAndDecide({
    task,
    git: openGit(env['GITHUB_WORKSPACE'] ?? process.cwd()),
    github,
    env,
    configPath: inputs.config,
    force: inputs.force,
    now: new Date(),
    pause,
    signal: stop.signal,
    run: thisRun(),
    details: inputs.details,
  });
  const terminal = { width: 120, colour: false, detailLevel: inputs.details };
  printBlock(renderTerminal(report, terminal));
  const plan = planOf(report, task, { ...planOptions(inputs), issues });
  await publish(plan, sinks);
  if (plan.failure !== undefined) core.setFailed(oneLine(plan.failure, 500));
};

const answer = async (
  task: CommandTask,
  inputs: Inputs,
  github: GitHub,
  sinks: PublishPorts,
): Promise<void> => {
  const ports = {
    data: githubDataBranch(github),
    source: githubPulls(github),
    thread: githubComments(github),
    sinks,
    pause,
    now: new Date(),
  };
  const { note, verdict } = await obey(task, ports, planOptions(inputs));
  core.notice(oneLine(note, 200));
  core.setOutput('verdict', verdict ?? 'skipped');
};

/** On its date: the looking session, with whose turn it is and a fresh sample. */
const openSession = async (
  { branch }: Extract<Task, { mode: 'look' }>,
  inputs: Inputs,
  github: GitHub,
  sinks: PublishPorts,
): Promise<void> => {
  const { number, attempt } = thisRun();
  const opened = await announce({
    git: openGit(env['GITHUB_WORKSPACE'] ?? process.cwd()),
    github,
    configPath: inputs.config,
    branch,
    env,
    now: new Date(),
    pause,
    run: `${number}.${attempt}`,
    url: repositoryUrl(),
  });
  core.setOutput('verdict', 'skipped');
  core.setOutput('issues', '[]');
  if (opened === undefined) {
    core.notice(
      'No looking session is planned: say when traces are read, in `looking:` of failmode.yml',
    );
    return;
  }
  const { issue, created, warnings } = opened;
  const told = issue === undefined ? 'No issue was opened' : `Issue #${issue}`;
  const what = `${told}${created ? ': the looking session is open' : ''}`;
  for (const warning of warnings) core.warning(oneLine(warning, 1000));
  core.notice(what);
  await sinks.summary(`## Looking session\n\n${what}.\n`);
  if (issue !== undefined) core.setOutput('issues', `[${issue}]`);
};

/** A run that could not decide is never green: it says so wherever a verdict is looked for. */
const fail = async (error: unknown, task: Task | undefined, sinks: PublishPorts | undefined) => {
  const text = error instanceof Failure ? describeFailure(error) : String(error);
  if (error instanceof Error && !(error instanceof Failure)) printBlock(error.stack ?? text);
  core.setOutput('verdict', 'not-measured');
  core.setFailed(oneLine(text, 1000));
  await sinks?.summary(`## Failmode could not decide\n\n${oneLine(text, 1000)}\n`);
  if (task?.mode === 'gate' && task.statusSha !== undefined && sinks !== undefined) {
    const description = 'Not measured: the run failed before it could decide';
    await publishStatus(sinks, { sha: task.statusSha, state: 'failure', description });
  }
};

const perform = async (
  task: Task,
  inputs: Inputs,
  github: GitHub,
  sinks: PublishPorts,
): Promise<void> => {
  if (task.mode === 'none') {
    core.notice(task.why);
    core.setOutput('verdict', 'skipped');
    return;
  }
  if (task.mode === 'look') return openSession(task, inputs, github, sinks);
  if (task.mode === 'command') return answer(task, inputs, github, sinks);
  if (task.mode === 'gate' && task.statusSha !== undefined) {
    const description = 'Evals are running';
    await publishStatus(sinks, { sha: task.statusSha, state: 'pending', description });
  }
  await decide(task, inputs, github, sinks);
};

const main = async (): Promise<void> => {
  let task: Task | undefined;
  let sinks: PublishPorts | undefined;
  try {
    const inputs = readInputs();
    const github = openGitHub(context.repo, { token: inputs.token, apiUrl: context.apiUrl });
    sinks = openSinks(github, {
      folder: join(env['RUNNER_TEMP'] ?? '.', 'failmode'),
      runUrl: `${repositoryUrl()}/actions/runs/${context.runId}`,
    });
    const { eventName: name, payload, ref } = context;
    task = taskOf({ name, payload, ref, mode: inputs.mode });
    await perform(task, inputs, github, sinks);
  } catch (error) {
    await fail(error, task, sinks);
  }
};

await main();
