import * as z from 'zod';
import { Failure } from '../domain/failure.ts';
import type { Task } from '../domain/task.ts';

/** What the runner tells of an event. `payload` is the file it wrote. */
export type Event = {
  name: string;
  payload: unknown;
  /** `refs/heads/main`. */
  ref: string;
  mode: 'auto' | 'gate' | 'baseline';
};

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const repository = z.looseObject({ default_branch: z.string().min(1) });

const pullRequestPayload = z.looseObject({
  pull_request: z.looseObject({
    number: z.int().min(1),
    head: z.looseObject({ sha, ref: z.string() }),
    base: z.looseObject({ sha, ref: z.string() }),
  }),
});

const mergeGroupPayload = z.looseObject({
  merge_group: z.looseObject({ head_sha: sha, base_sha: sha, base_ref: z.string() }),
});

const anyPayload = z.looseObject({ repository });

const branchPrefix = 'refs/heads/';
const branchOf = (ref: string): string =>
  ref.startsWith(branchPrefix) ? ref.slice(branchPrefix.length) : ref;

const read = <T>(schema: z.ZodType<T>, { name, payload }: Event): T => {
  const checked = schema.safeParse(payload);
  if (checked.success) return checked.data;
  throw new Failure(
    `the event \`${name}\` cannot be read`,
    checked.error.issues[0]?.message ?? 'it has another shape',
    'start Failmode by one of the events of its README',
  );
};

const onPullRequest = (event: Event): Task => {
  const { number, head, base } = read(pullRequestPayload, event).pull_request;
  return {
    mode: 'gate',
    pullRequest: { number, head: head.sha, headRef: head.ref },
    statusSha: head.sha,
    baseSha: base.sha,
    headSha: head.sha,
    hasBase: true,
    branch: base.ref,
  };
};

const onMergeGroup = (event: Event): Task => {
  const { head_sha, base_sha, base_ref } = read(mergeGroupPayload, event).merge_group;
  return {
    mode: 'gate',
    pullRequest: undefined,
    statusSha: head_sha,
    baseSha: base_sha,
    headSha: undefined,
    hasBase: true,
    branch: branchOf(base_ref),
  };
};

/** Any other event: the checkout is held against the default branch's baseline. */
const onOther = (event: Event): Task => ({
  mode: 'gate',
  pullRequest: undefined,
  statusSha: undefined,
  baseSha: undefined,
  headSha: undefined,
  hasBase: false,
  branch: read(anyPayload, event).repository.default_branch,
});

const onPush = (event: Event): Task => {
  const branch = branchOf(event.ref);
  const main = read(anyPayload, event).repository.default_branch;
  if (branch === main || event.mode === 'baseline') return { mode: 'baseline', branch };
  return { mode: 'none', why: `baselines are made on the default branch, \`${main}\`` };
};

const gateOf = (event: Event): Task => {
  if (event.name === 'pull_request') return onPullRequest(event);
  return event.name === 'merge_group' ? onMergeGroup(event) : onOther(event);
};

/** Lets the event decide what is done. */
export const taskOf = (event: Event): Task => {
  if (event.name === 'pull_request_target') {
    throw new Failure(
      'Failmode does not run on `pull_request_target`',
      "that event gives a fork's code the secrets of this repository",
      'use `pull_request`',
    );
  }
  const isChange = event.name === 'pull_request' || event.name === 'merge_group';
  if (event.mode === 'gate' || (event.mode === 'auto' && isChange)) return gateOf(event);
  if (event.mode === 'baseline' || ['push', 'workflow_dispatch'].includes(event.name)) {
    return onPush(event);
  }
  return { mode: 'none', why: `this version does nothing on the event \`${event.name}\`` };
};
