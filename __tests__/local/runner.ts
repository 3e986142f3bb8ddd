import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowEvent } from './events.ts';
import type { GitHub, RecordedRequest } from './github.ts';
import {
  createCommandFiles,
  readLines,
  readPairs,
  readSummary,
  type CommandFiles,
} from './runner/command-files.ts';
import { annotationsOf, commandsIn, type Annotation, type Command } from './runner/commands.ts';
import { stepEnvironment } from './runner/environment.ts';
import { inputVariables, readActionFile } from './runner/inputs.ts';
import { runProcess, type Finished, type ProcessOptions } from './runner/process.ts';
import { temporaryFolder } from './scratch.ts';

export type { Finished } from './runner/process.ts';
export type { Annotation, Command } from './runner/commands.ts';

const root = join(import.meta.dirname, '../..');

type Limits = Pick<ProcessOptions, 'timeoutSeconds' | 'cancel'>;

export type Step = Limits & {
  github: Pick<GitHub, 'apiUrl' | 'serverUrl' | 'owner' | 'repo' | 'scene' | 'tokens' | 'requests'>;
  /** The folder that actions/checkout made. */
  checkout: string;
  event: WorkflowEvent;
  inputs?: Record<string, string>;
  /** The step's own `env:`; it wins over what the runner sets. */
  env?: Record<string, string>;
  /** The job's token, unless said: a fork gets `github.tokens.readOnly`. */
  token?: string;
  /** Another script than the `main` of action.yml. */
  entry?: string;
};

export type Run = Finished & {
  outputs: Record<string, string>;
  summary: string;
  annotations: Annotation[];
  /** Every workflow command that the runner would have carried out. */
  commands: Command[];
  env: Record<string, string>;
  path: string[];
  state: Record<string, string>;
  /** The requests made in this run, if no other run went on beside it. */
  requests: RecordedRequest[];
  /** RUNNER_TEMP. */
  temp: string;
};

const spoken = (files: CommandFiles) => ({
  outputs: readPairs(files.GITHUB_OUTPUT),
  summary: readSummary(files.GITHUB_STEP_SUMMARY),
  env: readPairs(files.GITHUB_ENV),
  path: readLines(files.GITHUB_PATH),
  state: readPairs(files.GITHUB_STATE),
});

const writeEvent = (temp: string, payload: object): string => {
  const folder = join(temp, '_github_workflow');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(payload, undefined, 2));
  return path;
};

/** Runs the packaged Action in a process of its own, as GitHub's runner does. */
export const runAction = async (step: Step): Promise<Run> => {
  const { github, event, token = github.tokens.job } = step;
  const temp = temporaryFolder('runner');
  const files = createCommandFiles(temp);
  const action = readActionFile(join(root, 'action.yml'));
  const entry = step.entry ?? join(root, action.runs?.main ?? 'dist/index.js');
  const eventPath = writeEvent(temp, event.payload);
  const job = { github, event, workspace: step.checkout, temp, eventPath, files };
  const before = github.requests.length;
  const finished = await runProcess([process.execPath, entry], {
    ...step,
    cwd: step.checkout,
    env: {
      ...stepEnvironment(job),
      ...inputVariables(action, step.inputs ?? {}, token),
      ...step.env,
    },
  });
  const commands = commandsIn(finished.lines);
  const annotations = annotationsOf(commands);
  const requests = github.requests.slice(before);
  return { ...finished, ...spoken(files), commands, annotations, requests, temp };
};

export type CliOptions = Limits & {
  cwd: string;
  /** Besides PATH and HOME. */
  env?: Record<string, string>;
  input?: string;
  entry?: string;
};

/** Runs the packaged CLI, as somebody at a terminal without colours would. */
export const runCli = (args: string[], options: CliOptions): Promise<Finished> => {
  const { PATH = '', HOME = '' } = process.env;
  const entry = options.entry ?? join(root, 'dist/cli.js');
  const env = { PATH, HOME, ...options.env };
  return runProcess([process.execPath, entry, ...args], { ...options, env });
};
