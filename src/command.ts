import { addAcceptance, readAcceptances, readRuns } from './baseline/pull-request.ts';
import type { Pause } from './baseline/swap.ts';
import { coverOf } from './decide/accept.ts';
import { parseCommand, type Command } from './decide/command.ts';
import type { Acceptance, Refusal } from './domain/acceptance.ts';
import type { DataBranch, DataWriter } from './domain/data-branch.ts';
import type { RunVerdict } from './domain/decision.ts';
import { Failure } from './domain/failure.ts';
import type { Report } from './domain/report.ts';
import type { StoredRun } from './domain/stored-run.ts';
import type { Task } from './domain/task.ts';
import { publishAccepted, reportWith, type AcceptedPorts } from './publish/accepted.ts';
import { keepReply, type CommentPort } from './publish/comment.ts';
import type { PlanOptions } from './publish/plan.ts';
import { attempt, isForbidden } from './publish/publish.ts';
import { acceptedReply, refusedReply, replyMarker } from './reports/reply.ts';

export type CommandTask = Extract<Task, { mode: 'command' }>;

/** What a command asks of GitHub before it is believed. */
export type CommandSource = {
  /** A comment as it is now; undefined once it is deleted. */
  comment(id: number): Promise<{ body: string; by: string } | undefined>;
  /** Whether a person has write access at this moment. Throws where GitHub does not say. */
  mayWrite(login: string): Promise<boolean>;
  pullRequest(number: number): Promise<{ isOpen: boolean; head: string; author: string }>;
};

export type CommandPorts = AcceptedPorts & {
  data: DataBranch & DataWriter;
  source: CommandSource;
  thread: CommentPort;
  pause: Pause;
  now: Date;
};

/** What was done, for the log, and the verdict that stands after it. */
export type Obeyed = { note: string; verdict: RunVerdict | undefined };

/** `report`: the newest result as it stands. */
type Considered = ({ acceptance: Acceptance } | { refusal: Refusal }) & { report?: Report };

const rightsRefusal = async (by: string, source: CommandSource): Promise<Refusal | undefined> => {
  try {
    return (await source.mayWrite(by)) ? undefined : { kind: 'no-rights' };
  } catch {
    return { kind: 'rights-unknown' };
  }
};

const isSamePerson = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

type Seen = { run: StoredRun | undefined; author: string; now: Date };

/** The acceptance of the newest result, if the comment's author saw that very result and may accept it. */
const acceptanceOf = (
  { comment }: CommandTask,
  command: Exclude<Command, { kind: 'none' }>,
  { run, author, now }: Seen,
): Considered => {
  if (command.kind === 'malformed') return { refusal: command };
  if (run === undefined) return { refusal: { kind: 'no-result' } };
  const { code, reason } = command;
  if (code !== run.report.acceptCode) return { refusal: { kind: 'stale-code' } };
  const { id, by } = comment;
  if (run.policy.second_person && isSamePerson(by, author)) return { refusal: { kind: 'author' } };
  const what = coverOf(command.what, run.report.decision);
  if (what.kind !== 'mode' && what.kind !== 'gate') return { refusal: what };
  const at = now.toISOString();
  return { acceptance: { comment: id, what, head: run.head, code, reason, by, at } };
};

const consider = async (
  task: CommandTask,
  { data, source, now }: CommandPorts,
): Promise<Considered> => {
  const { pullRequest, comment } = task;
  const snapshot = await data.snapshot();
  const acceptances = await readAcceptances(data, snapshot, pullRequest);
  const earlier = acceptances.find((one) => one.comment === comment.id);
  if (earlier !== undefined) return { acceptance: earlier };
  const withoutRights = await rightsRefusal(comment.by, source);
  if (withoutRights !== undefined) return { refusal: withoutRights };
  const { isOpen, head, author } = await source.pullRequest(pullRequest);
  if (!isOpen) return { refusal: { kind: 'closed' } };

  const command = parseCommand(comment.body);
  if (command.kind === 'none') throw new Error('A comment without a command is no task.');
  const { runs } = await readRuns(data, snapshot, pullRequest);
  const run = runs.findLast((one) => one.head === head);
  const considered = acceptanceOf(task, command, { run, author, now });
  return { ...considered, ...(run && { report: reportWith(run, acceptances) }) };
};

const markerOf = ({ comment }: CommandTask, refusal?: Refusal): string =>
  replyMarker(refusal?.kind === 'no-rights' ? 'no-rights' : comment.id);

const reply = (
  task: CommandTask,
  { thread, sinks }: CommandPorts,
  body: string,
  marker: string,
): Promise<unknown> =>
  attempt(sinks, 'reply', () => keepReply(thread, task.pullRequest, body, marker));

const refuse = async (
  task: CommandTask,
  ports: CommandPorts,
  refusal: Refusal,
  report?: Report,
): Promise<Obeyed> => {
  const marker = markerOf(task, refusal);
  await reply(task, ports, refusedReply(refusal, report, marker), marker);
  return { note: `not accepted: ${refusal.kind}`, verdict: undefined };
};

const record = async (
  { pullRequest }: CommandTask,
  { data, pause }: CommandPorts,
  acceptance: Acceptance,
): Promise<void> => {
  try {
    await addAcceptance(data, pullRequest, acceptance, pause);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new Failure(
      'the acceptance could not be recorded',
      'the token lacks a permission',
      'add `contents: write` to `permissions:` in the workflow',
    );
  }
};

const accept = async (
  task: CommandTask,
  ports: CommandPorts,
  acceptance: Acceptance,
  options: PlanOptions,
): Promise<Obeyed> => {
  await record(task, ports, acceptance);
  const report = await publishAccepted(task.pullRequest, acceptance.head, ports, options);
  if (report === undefined) return { note: 'accepted before', verdict: undefined };
  const marker = markerOf(task);
  await reply(task, ports, acceptedReply(acceptance, report, marker), marker);
  return { note: `accepted by ${acceptance.by}`, verdict: report.decision.verdict };
};

/**
 * Carries out the command of a comment, once however often its event is delivered. Nothing that the
 * comment says is believed: its text, its author's rights, the head and the code are asked anew.
 */
export const obey = async (
  task: CommandTask,
  ports: CommandPorts,
  options: PlanOptions,
): Promise<Obeyed> => {
  const { id, body, by } = task.comment;
  const posted = await ports.source.comment(id);
  if (posted === undefined || posted.body !== body || !isSamePerson(posted.by, by)) {
    return { note: 'the comment was edited or deleted meanwhile', verdict: undefined };
  }
  try {
    const considered = await consider(task, ports);
    return 'refusal' in considered
      ? await refuse(task, ports, considered.refusal, considered.report)
      : await accept(task, ports, considered.acceptance, options);
  } catch (error) {
    await refuse(task, ports, { kind: 'failed' });
    throw error;
  }
};
