import { keepRun, readAcceptances } from '../src/baseline/pull-request.ts';
import { obey, type CommandPorts, type CommandTask } from '../src/command.ts';
import type { StoredRun } from '../src/domain/stored-run.ts';
import type { StatusPlan } from '../src/domain/plan.ts';
import { keepComment, type PostedComment } from '../src/publish/comment.ts';
import { commentMarker } from '../src/reports/comment.ts';
import { memoryBranch } from './baseline/data-branch.ts';
import { modeRow, report } from './reports/report.ts';

export const number = 7;
const failing = (...ids: string[]) => ids.map((id) => ({ case: id, critique: '' }));
const noPause = async () => {};

const options = {
  serverUrl: 'https://github.com',
  repository: 'acme/leasing',
  details: 'full',
  comment: 'update',
  run: { number: 1, attempt: 1 },
} as const;

/** A head's commit, and the code of its result. */
export const headOf = (index: number): string => `${index}`.padStart(40, 'a');
export const codeOf = (head: string): string => head.slice(-12);

/** A result in which the failure modes `slot` and `tone` regressed, on a changed gate. */
export const resultOf = (head: string, over: Partial<StoredRun> = {}): StoredRun => ({
  key: head,
  head,
  at: '2026-11-20T10:00:00.000Z',
  run: { number: 5, attempt: 1 },
  policy: { fail_on: 'regression', second_person: false },
  report: report({
    acceptCode: codeOf(head),
    decision: {
      verdict: 'regressed',
      blocks: true,
      rows: ['Slot', 'Tone'].map((name) =>
        modeRow(name, { verdict: 'regressed', newlyFailing: failing('c-1') }),
      ),
    },
  }),
  ...over,
});

type Role = 'admin' | 'write' | 'read' | 'unknown';

/** An open pull request in memory, behind the ports that GitHub has: people comment, the bot obeys. */
export const openThread = () => {
  const { branch, commits } = memoryBranch();
  const state = { head: headOf(1), isOpen: true };
  const roles: Record<string, Role> = {
    ada: 'admin',
    alice: 'write',
    bob: 'write',
    mallory: 'read',
  };
  const comments: PostedComment[] = [];
  const statuses: StatusPlan[] = [];
  const find = (id: number) => comments.find((one) => one.id === id);
  const post = (login: string, body: string): PostedComment => {
    const id = (comments.at(-1)?.id ?? 100) + 1;
    const isBot = login.endsWith('[bot]');
    const comment = { id, body, author: { login, isBot }, url: `https://github.test/${id}` };
    comments.push(comment);
    return comment;
  };
  const thread: CommandPorts['thread'] = {
    list: async () => comments.map((one) => ({ ...one })),
    create: async (_number, body) => post('github-actions[bot]', body),
    async update(id, body) {
      return Object.assign(find(id) ?? post('nobody', ''), { body });
    },
    async remove(id) {
      const index = comments.findIndex((one) => one.id === id);
      if (index >= 0) comments.splice(index, 1);
    },
    openHead: async () => (state.isOpen ? state.head : undefined),
  };
  const ports: CommandPorts = {
    data: branch,
    source: {
      async comment(id) {
        const one = find(id);
        return one && { body: one.body, by: one.author.login };
      },
      async mayWrite(login) {
        const role = roles[login];
        if (role === 'unknown') throw new Error('502');
        return role === 'admin' || role === 'write';
      },
      pullRequest: async () => ({ ...state, author: 'ada' }),
    },
    thread,
    sinks: {
      comment: async (plan) => (await keepComment(thread, plan, commentMarker))?.url,
      status: async (status) => void statuses.push(status),
      warn() {},
    },
    pause: noPause,
    now: new Date('2026-11-20T11:00:00Z'),
  };
  const taskOf = ({ id, body, author }: PostedComment): CommandTask => ({
    mode: 'command',
    pullRequest: number,
    comment: { id, body, by: author.login },
  });
  return {
    state,
    roles,
    ports,
    comments,
    statuses,
    commits,
    post,
    taskOf,
    keep: (run: StoredRun) => keepRun(branch, number, run, noPause),
    handle: (task: CommandTask) => obey(task, ports, options),
    accepted: async () => readAcceptances(branch, await branch.snapshot(), number),
    replies: () =>
      comments
        .filter(({ author, body }) => author.isBot && body.startsWith('<!-- failmode:reply'))
        .map(({ body }) => body),
    sticky: () => comments.find(({ body }) => body.startsWith(commentMarker))?.body,
  };
};
