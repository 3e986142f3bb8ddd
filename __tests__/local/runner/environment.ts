import type { WorkflowEvent } from '../events.ts';
import type { GitHub } from '../github.ts';
import type { CommandFiles } from './command-files.ts';

export type Job = {
  github: Pick<GitHub, 'apiUrl' | 'serverUrl' | 'owner' | 'repo' | 'scene'>;
  event: WorkflowEvent;
  /** Folders. */
  workspace: string;
  temp: string;
  eventPath: string;
  files: CommandFiles;
};

const inherited = (): Record<string, string> => {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
};

/** `main` of `refs/heads/main`, `7/merge` of `refs/pull/7/merge`. */
const refName = (ref: string): string => ref.replace(/^refs\/(heads|tags|pull)\//, '');

const githubVariables = ({ github, event, workspace, eventPath }: Job) => {
  const { owner, repo, apiUrl, serverUrl } = github;
  const { actor, ref, sha } = event;
  const repository = `${owner}/${repo}`;
  return {
    GITHUB_ACTION: '__failmode_failmode',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTION_REPOSITORY: 'failmode/failmode',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: actor,
    GITHUB_ACTOR_ID: '1001',
    GITHUB_API_URL: apiUrl,
    GITHUB_BASE_REF: event.baseRef ?? '',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_GRAPHQL_URL: `${apiUrl.replace(/\/v3$/, '')}/graphql`,
    GITHUB_HEAD_REF: event.headRef ?? '',
    GITHUB_JOB: 'failmode',
    GITHUB_REF: ref,
    GITHUB_REF_NAME: refName(ref),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: '2001',
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: '3001',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '9000000001',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: actor,
    GITHUB_WORKFLOW: 'failmode',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/failmode.yml@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: workspace,
  };
};

/** The environment in which the runner starts a step; of the machine's own, PATH and HOME. */
export const stepEnvironment = (job: Job): Record<string, string> => ({
  ...inherited(),
  CI: 'true',
  ...githubVariables(job),
  ...job.files,
  RUNNER_ARCH: 'X64',
  RUNNER_ENVIRONMENT: 'github-hosted',
  RUNNER_NAME: 'GitHub Actions 1',
  RUNNER_OS: 'Linux',
  RUNNER_TEMP: job.temp,
  RUNNER_TOOL_CACHE: `${job.temp}/_tool`,
  RUNNER_WORKSPACE: job.workspace,
});
