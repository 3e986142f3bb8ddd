import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandTask } from '../src/command.ts';
import type { StoredRun } from '../src/domain/stored-run.ts';
import type { PostedComment } from '../src/publish/comment.ts';
import { codeOf, headOf, openThread, resultOf } from './command-thread.ts';

const head = headOf(1);
const line = (what = 'slot', code = codeOf(head)) =>
  `/failmode accept ${what} ${code} we want it so`;

/** A pull request whose head has a result, and a person's comment on it. */
const say = async (body = line(), by = 'alice', over: Partial<StoredRun> = {}) => {
  const thread = openThread();
  await thread.keep(resultOf(head, over));
  return { ...thread, task: thread.taskOf(thread.post(by, body)) };
};

test('what a writer accepts is recorded, shown in the comment and the status, and answered', async () => {
  const { task, handle, accepted, replies, sticky, statuses } = await say();
  await handle(task);
  expect(await accepted()).toMatchObject([
    {
      comment: task.comment.id,
      by: 'alice',
      head,
      reason: 'we want it so',
      what: { kind: 'mode', mode: 'slot', cases: { 'slot/check': ['c-1'] } },
    },
  ]);
  expect(sticky()).toContain('accepted by alice: we want it so');
  expect(statuses.at(-1)).toMatchObject({ sha: head, state: 'failure' });
  expect(replies()).toEqual([expect.stringContaining(`/failmode accept tone ${codeOf(head)}`)]);
});

test('once all is accepted the status is green, and nothing is left to say', async () => {
  const { task, handle, post, taskOf, replies, statuses } = await say();
  await handle(task);
  await handle(taskOf(post('bob', line('tone'))));
  expect(statuses.at(-1)).toMatchObject({ sha: head, state: 'success' });
  expect(replies().at(-1)).toContain('**No failure mode regressed, 2 accepted**');
  expect(replies().at(-1)).not.toContain('/failmode');
});

test('one event, delivered 20 times and 5 at once, makes one acceptance and one reply', async () => {
  const { task, handle, accepted, replies, comments } = await say();
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(Array.from({ length: 5 }, () => handle(task)));
  }
  expect(await accepted()).toHaveLength(1);
  expect(replies()).toHaveLength(1);
  expect(comments).toHaveLength(3);
});

test('of two people at once both are heard, whoever writes last', async () => {
  const { task, handle, post, taskOf, accepted, statuses, sticky } = await say();
  await Promise.all([handle(task), handle(taskOf(post('bob', line('tone'))))]);
  expect(await accepted()).toHaveLength(2);
  expect(statuses.at(-1)?.state).toBe('success');
  expect(sticky()).toContain('2 accepted');
});

test.each<[string, string, string, Partial<StoredRun>, RegExp]>([
  ['of a reader', line(), 'mallory', {}, /write access to this repository/],
  ['of somebody nobody knows', line(), 'eve', {}, /write access to this repository/],
  ['with the code of another result', line('slot', '0'.repeat(12)), 'alice', {}, /another result/],
  ['of a failure mode that is not there', line('price'), 'alice', {}, /no failure mode/],
  ['of a gate that is as it was', line('gate'), 'alice', {}, /does not change the gate/],
  ['without a reason', `/failmode accept slot ${codeOf(head)}`, 'alice', {}, /reason is missing/],
  ['on a head without a result', line(), 'alice', { head: headOf(2) }, /no result for the newest/],
  [
    'of the author, where a second person is asked for',
    line(),
    'ada',
    { policy: { fail_on: 'regression', second_person: true } },
    /somebody else/,
  ],
])('a command %s is refused, and changes nothing', async (_name, body, by, over, why) => {
  const { task, handle, accepted, replies, statuses, sticky } = await say(body, by, over);
  await handle(task);
  await handle(task);
  expect(await accepted()).toEqual([]);
  expect(statuses).toEqual([]);
  expect(sticky()).toBeUndefined();
  expect(replies()).toEqual([expect.stringMatching(why)]);
});

test('where a second person is asked for, anybody but the author accepts', async () => {
  const policy = { fail_on: 'regression', second_person: true } as const;
  const { task, handle, accepted } = await say(line(), 'bob', { policy });
  await handle(task);
  expect(await accepted()).toHaveLength(1);
});

test('a stale code is answered with the line that holds the present one', async () => {
  const { task, handle, replies } = await say(line('slot', '0'.repeat(12)));
  await handle(task);
  expect(replies()[0]).toContain(`/failmode accept slot ${codeOf(head)} <reason>`);
});

test('people without rights get one reply together, without a word of theirs', async () => {
  const { task, handle, post, taskOf, replies } = await say(
    '/failmode @octocat <!-- x -->',
    'mallory',
  );
  await handle(task);
  await handle(taskOf(post('eve', line())));
  expect(replies()).toHaveLength(1);
  expect(replies()[0]).not.toMatch(/octocat|we want/);
});

test('an unknown right is a refusal; asked again, the same comment is accepted, in the same reply', async () => {
  const { task, handle, roles, accepted, replies } = await say();
  roles['alice'] = 'unknown';
  await handle(task);
  expect(await accepted()).toEqual([]);
  expect(replies()).toEqual([expect.stringContaining('did not say')]);
  roles['alice'] = 'write';
  await handle(task);
  expect(await accepted()).toHaveLength(1);
  expect(replies()).toEqual([expect.stringContaining('Accepted by `alice`')]);
});

test.each<[string, (comments: PostedComment[], task: CommandTask) => void]>([
  ['edited', (comments) => void Object.assign(comments[0] ?? {}, { body: line('tone') })],
  ['deleted', (comments) => void comments.splice(0, 1)],
  ['told of by another', (_comments, task) => void Object.assign(task.comment, { by: 'bob' })],
])('a comment that is %s is not obeyed, and not answered', async (_name, change) => {
  const { task, handle, accepted, replies, comments } = await say();
  change(comments, task);
  await handle(task);
  expect(await accepted()).toEqual([]);
  expect(replies()).toEqual([]);
});

test('a closed pull request accepts nothing', async () => {
  const { task, handle, state, accepted } = await say();
  state.isOpen = false;
  await handle(task);
  expect(await accepted()).toEqual([]);
});

test("the comment of a newer run on the same head is brought up to date, and stays that run's", async () => {
  const { task, handle, post, comments } = await say();
  const newer = post(
    'github-actions[bot]',
    `<!-- failmode:gate -->\n## newer\n\n<!-- failmode:run ${head} 6.1 -->\n`,
  );
  await handle(task);
  const { body = '' } = comments.find(({ id }) => id === newer.id) ?? {};
  expect(body).toContain('accepted by alice');
  expect(body).toContain(`<!-- failmode:run ${head} 6.1 -->`);
});

test('an acceptance that cannot be recorded fails the run, and says so in the reply', async () => {
  const { task, handle, ports, replies } = await say();
  ports.data.append = () => Promise.reject(new Error('Resource not accessible by integration'));
  await expect(handle(task)).rejects.toThrow('not accessible');
  expect(replies()).toEqual([expect.stringContaining('its log says why')]);
});

test('in whatever order people push, comment, edit and events arrive, nobody accepts a head unseen', async () => {
  const step = fc.oneof(
    fc.constantFrom('push', 'run', 'comment', 'stale comment').map((kind) => ({ kind, which: 0 })),
    fc.record({ kind: fc.constantFrom('edit', 'handle'), which: fc.nat(5) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const thread = openThread();
      const tasks: CommandTask[] = [];
      const mayHold = new Map<number, string>();
      const measured = new Set<string>();
      let heads = 1;
      for (const { kind, which } of steps) {
        const { state } = thread;
        const task = tasks[which];
        if (kind === 'push') state.head = headOf((heads += 1));
        if (kind === 'run') {
          await thread.keep(resultOf(state.head));
          measured.add(state.head);
        }
        if (kind.endsWith('comment')) {
          const seen = kind === 'comment' ? state.head : headOf(Math.max(1, heads - 1));
          tasks.push(thread.taskOf(thread.post('alice', line('slot', codeOf(seen)))));
        }
        if (task === undefined) continue;
        const posted = thread.comments.find(({ id }) => id === task.comment.id);
        if (kind === 'edit' && posted !== undefined) posted.body += ' (edited)';
        if (kind !== 'handle') continue;
        const isCurrent = posted?.body === task.comment.body && measured.has(state.head);
        if (isCurrent && task.comment.body.includes(codeOf(state.head))) {
          if (!mayHold.has(task.comment.id)) mayHold.set(task.comment.id, state.head);
        }
        await thread.handle(task);
      }
      const held = (await thread.accepted()).map((one) => [one.comment, one.head] as const);
      expect(held).toEqual([...mayHold]);
    }),
    { numRuns: 500 },
  );
});
