import type { Comment } from '../github.ts';
import { repositoryJson, userJson, type Scene } from '../github/json.ts';
import { pullRequestJson, type PullRequest } from '../github/pull-requests.ts';
import { at, common, defaultRef, type Stage, type WorkflowEvent } from './event.ts';

type PullRequestAction = {
  number: number;
  action?: 'opened' | 'synchronize' | 'reopened' | 'closed' | 'labeled';
  /** The head before the push, for `synchronize`. */
  before?: string;
};

/** A pull request as it is now; its test merge commit must be known (`mergeSha`). */
export const pullRequestEvent = (
  { scene, pullRequest }: Stage,
  { number, action = 'opened', before = '0'.repeat(40) }: PullRequestAction,
): WorkflowEvent => {
  const pull = pullRequest(number);
  if (pull.mergeSha === null) throw new Error(`#${number} has no merge commit to be tested`);
  const moved = action === 'synchronize' ? { before, after: pull.headSha } : {};
  return {
    name: 'pull_request',
    payload: {
      action,
      number,
      pull_request: pullRequestJson(scene, pull),
      ...moved,
      ...common(scene, pull.author),
    },
    sha: pull.mergeSha,
    ref: `refs/pull/${number}/merge`,
    headRef: pull.headRef,
    baseRef: pull.baseRef,
    actor: pull.author,
  };
};

type Commented = {
  /** The pull request that is commented, or with `onIssue` the issue. */
  number: number;
  onIssue?: boolean;
  comment: Pick<Comment, 'id' | 'body' | 'user'>;
  /** The newest commit of the default branch, on which such a workflow runs. */
  sha: string;
};

const issueJson = (scene: Scene, number: number, pull: PullRequest | undefined) => {
  const place = `${scene.owner}/${scene.repo}`;
  const issue = {
    url: `${scene.urls.api}/repos/${place}/issues/${number}`,
    html_url: `${scene.urls.server}/${place}/issues/${number}`,
    id: number,
    number,
    title: pull?.title ?? 'An issue',
    body: pull?.body ?? null,
    state: pull?.state ?? 'open',
    user: userJson(scene, pull?.author ?? scene.owner),
    locked: false,
    labels: [],
    assignees: [],
    milestone: null,
  };
  if (pull === undefined) return issue;
  const { url, html_url, diff_url, patch_url, merged_at } = pullRequestJson(scene, pull);
  const link = { url, html_url, diff_url, patch_url, merged_at };
  return { ...issue, html_url, draft: pull.draft, pull_request: link };
};

const commentJson = (scene: Scene, issueUrl: string, { id, body, user }: Commented['comment']) => ({
  url: issueUrl.replace(/\d+$/, `comments/${id}`),
  issue_url: issueUrl,
  id,
  user: userJson(scene, user.login),
  created_at: at,
  updated_at: at,
  author_association: (scene.people[user.login] ?? 'read') === 'read' ? 'NONE' : 'COLLABORATOR',
  body,
});

export const issueCommentEvent = (
  { scene, pullRequest }: Stage,
  { number, onIssue = false, comment, sha }: Commented,
): WorkflowEvent => {
  const issue = issueJson(scene, number, onIssue ? undefined : pullRequest(number));
  const actor = comment.user.login;
  return {
    name: 'issue_comment',
    payload: {
      action: 'created',
      issue,
      comment: commentJson(scene, issue.url, comment),
      ...common(scene, actor),
    },
    sha,
    ref: defaultRef(scene),
    actor,
  };
};

type FinishedRun = { number: number; runId: number; sha: string };

/** The run on a pull request has ended; of a fork, GitHub names no pull request. */
export const workflowRunEvent = (
  { scene, pullRequest }: Stage,
  { number, runId, sha }: FinishedRun,
): WorkflowEvent => {
  const { head, base, id, url } = pullRequestJson(scene, pullRequest(number));
  const { fork, author, headRef, headSha } = pullRequest(number);
  return {
    name: 'workflow_run',
    payload: {
      action: 'completed',
      workflow_run: {
        id: runId,
        name: 'failmode',
        event: 'pull_request',
        status: 'completed',
        conclusion: 'success',
        run_attempt: 1,
        head_branch: headRef,
        head_sha: headSha,
        head_repository: head.repo,
        path: '.github/workflows/failmode.yml',
        pull_requests: fork === undefined ? [{ id, number, url, head, base }] : [],
        actor: userJson(scene, author),
        repository: repositoryJson(scene),
      },
      ...common(scene, author),
    },
    sha,
    ref: defaultRef(scene),
    actor: author,
  };
};
