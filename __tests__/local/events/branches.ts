import { at, common, defaultRef, someone, type Stage, type WorkflowEvent } from './event.ts';

type Push = { after: string; before?: string; ref?: string; message?: string; actor?: string };

export const pushEvent = ({ scene }: Stage, push: Push): WorkflowEvent => {
  const { after, before = '0'.repeat(40), ref = defaultRef(scene), message = 'Change' } = push;
  const actor = push.actor ?? someone(scene);
  const person = { name: actor, email: `${actor}@example.com`, username: actor };
  const commit = {
    id: after,
    distinct: true,
    message,
    timestamp: at,
    url: `${scene.urls.server}/${scene.owner}/${scene.repo}/commit/${after}`,
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: [],
  };
  return {
    name: 'push',
    payload: {
      ref,
      before,
      after,
      created: /^0+$/.test(before),
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${scene.urls.server}/${scene.owner}/${scene.repo}/compare/${before}...${after}`,
      commits: [commit],
      head_commit: commit,
      pusher: { name: actor, email: person.email },
      ...common(scene, actor),
    },
    sha: after,
    ref,
    actor,
  };
};

/** A merge queue asks for its checks: there is no pull request in the payload. */
export const mergeGroupEvent = (
  { scene }: Stage,
  { headSha, baseSha, number }: { headSha: string; baseSha: string; number: number },
): WorkflowEvent => {
  const headRef = `refs/heads/gh-readonly-queue/${scene.defaultBranch}/pr-${number}-${baseSha}`;
  const actor = someone(scene);
  const author = { name: actor, email: `${actor}@example.com` };
  return {
    name: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: headSha,
        head_ref: headRef,
        base_sha: baseSha,
        base_ref: defaultRef(scene),
        head_commit: { id: headSha, message: `Merge #${number}`, timestamp: at, author },
      },
      ...common(scene, actor),
    },
    sha: headSha,
    ref: headRef,
    actor,
  };
};

type Dispatch = { sha: string; ref?: string; inputs?: Record<string, string>; actor?: string };

export const workflowDispatchEvent = ({ scene }: Stage, dispatch: Dispatch): WorkflowEvent => {
  const { sha, ref = defaultRef(scene), inputs = null, actor = someone(scene) } = dispatch;
  const workflow = '.github/workflows/failmode.yml';
  return {
    name: 'workflow_dispatch',
    payload: { inputs, ref, workflow, ...common(scene, actor) },
    sha,
    ref,
    actor,
  };
};

export const scheduleEvent = (
  { scene }: Stage,
  { sha, cron = '0 7 * * 2' }: { sha: string; cron?: string },
): WorkflowEvent => {
  const actor = someone(scene);
  return {
    name: 'schedule',
    payload: {
      schedule: cron,
      workflow: '.github/workflows/failmode.yml',
      ...common(scene, actor),
    },
    sha,
    ref: defaultRef(scene),
    actor,
  };
};
