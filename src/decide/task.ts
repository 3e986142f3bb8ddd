import * as z from 'zod';
import { Failure } from '../domain/failure.ts';
import type { Task } from '../domain/task.ts';
import { parseCommand } from './command.ts';

/** What the runner tells of an event. `payload` is the file it wrote. */
export type Event = {
  name: string;
  payload: unknown;
  /** `refs/heads/main`. */
  ref: string;
  mode: 'auto' | 'gate' | 'baseline' | 'look';
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
  merge_group: z.looseObject({
    head_sha: sha,
    base_sha: sha,
    base_ref: z.string(),
    head_ref: z.string().default(''),
  }),
});

const person = z.looseObject({ id: z.int(), login: z.string().min(1), type: z.string() });

const commentPayload = z.looseObject({
  action: z.string(),
  issue: z.looseObject({ number: z.int().min(1), pull_request: z.unknown().optional() }),
  comment: z.looseObject({ id: z.int(), body: z.string(), user: person }),
  sender: person,
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
    acceptedIn: number,
  };
};

/** A queue's branch ends in the number of the pull request it is made for, and a commit. */
const queuedPattern = /\/pr-(\d+)-[0-9a-f]+$/;

const onMergeGroup = (event: Event): Task => {
  const { head_sha, base_sha, base_ref, head_ref } = read(mergeGroupPayload, event).merge_group;
  const queued = queuedPattern.exec(head_ref)?.[1];
  return {
    mode: 'gate',
    pullRequest: undefined,
    statusSha: head_sha,
    baseSha: base_sha,
    headSha: undefined,
    hasBase: true,
    branch: branchOf(base_ref),
    acceptedIn: queued === undefined ? undefined : Number(queued),
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
  acceptedIn: undefined,
});

/** Why a comment's event is none of a person who speaks for themselves, for the first time. */
const whyNoCommand = ({ action, issue, comment, sender }: z.infer<typeof commentPayload>) => {
  if (action !== 'created') return 'an edited or deleted comment is no command: write a new one';
  if (issue.pull_request === undefined) return 'commands belong to pull requests';
  if (sender.type === 'Bot' || comment.user.type === 'Bot') return 'a bot gives no commands';
  if (sender.id !== comment.user.id) return 'the comment is not of the person who sent it';
  return parseCommand(comment.body).kind === 'none' ? 'the comment holds no command' : undefined;
};

const onComment = (event: Event): Task => {
  const payload = read(commentPayload, event);
  const why = whyNoCommand(payload);
  if (why !== undefined) return { mode: 'none', why };
  const { issue, comment } = payload;
  const { id, body, user } = comment;
  return { mode: 'command', pullRequest: issue.number, comment: { id, body, by: user.login } };
};

const onPush = (event: Event): Task => {
  const branch = branchOf(event.ref);
  const main = read(anyPayload, event).repository.default_branch;
  if (branch === main || event.mode === 'baseline') return { mode: 'baseline', branch };
  return { mode: 'none', why: `baselines are made on the default branch, \`${main}\`` };
};

/** A schedule runs on the default branch, also where its event does not name that. */
const onSchedule = (event: Event): Task => {
  const payload = anyPayload.safeParse(event.payload);
  const named = payload.success ? payload.data.repository.default_branch : undefined;
  return { mode: 'look', branch: named ?? branchOf(event.ref) };
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
  if (event.name === 'issue_comment' && event.mode === 'auto') return onComment(event);
  if (event.mode === 'look') return onSchedule(event);
  const isChange = event.name === 'pull_request' || event.name === 'merge_group';
  if (event.mode === 'gate' || (event.mode === 'auto' && isChange)) return gateOf(event);
  if (event.mode === 'baseline' || ['push', 'workflow_dispatch'].includes(event.name)) {
    return onPush(event);
  }
  if (event.name === 'schedule') return onSchedule(event);
  return { mode: 'none', why: `this version does nothing on the event \`${event.name}\`` };
};
