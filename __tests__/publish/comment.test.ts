import { expect, test } from 'vitest';
import type { CommentPlan } from '../../src/domain/plan.ts';
import { keepComment, type CommentPort, type PostedComment } from '../../src/publish/comment.ts';

const marker = '<!-- failmode:gate -->';
const head = 'a'.repeat(40);

const closed = 'closed';

type Seed = { body?: string; login?: string; isBot?: boolean };

/** A pull request's comments in memory, behind the port that the API has. */
const thread = (seeds: Seed[], openHead: string | undefined = head) => {
  const make = (
    { body = `${marker}\nold`, login = 'github-actions[bot]', isBot = true }: Seed,
    id: number,
  ) => ({
    id,
    body,
    author: { login, isBot },
    url: `https://github.test/${id}`,
  });
  const comments: PostedComment[] = seeds.map((seed, index) => make(seed, index + 1));
  const find = (id: number) => comments.findIndex((one) => one.id === id);
  const port: CommentPort = {
    list: async () => [...comments],
    async create(_number, body) {
      const made = make({ body }, (comments.at(-1)?.id ?? 0) + 1);
      comments.push(made);
      return made;
    },
    async update(id, body) {
      const one = comments[find(id)] as PostedComment;
      one.body = body;
      return one;
    },
    async remove(id) {
      comments.splice(find(id), 1);
    },
    openHead: async () => (openHead === closed ? undefined : openHead),
  };
  return { port, comments };
};

const plan = (over: Partial<CommentPlan> = {}): CommentPlan => ({
  pullRequest: 1,
  head,
  body: `${marker}\n## new`,
  when: 'always',
  how: 'update',
  run: { number: 5, attempt: 1 },
  ...over,
});

const bodies = (comments: PostedComment[]) =>
  comments.map(({ id, body }) => [id, body.split('\n')[1]]);

test.each<[string, Seed[], Partial<CommentPlan>, [number, string][]]>([
  ['makes one where there is none', [], {}, [[1, '## new']]],
  ['edits its own in place', [{}], {}, [[1, '## new']]],
  ['makes none where nothing was touched', [], { when: 'if-present' }, []],
  ['keeps the first of several', [{}, {}], {}, [[1, '## new']]],
  ['writes a new one when asked to', [{}], { how: 'recreate' }, [[1, '## new']]],
  [
    "leaves a person's comment with the marker alone",
    [{ login: 'mallory', isBot: false }],
    {},
    [
      [1, 'old'],
      [2, '## new'],
    ],
  ],
  [
    'leaves a bot alone that quotes the marker below its first line',
    [{ body: `hello\n${marker}`, login: 'other[bot]' }],
    {},
    [
      [1, marker],
      [2, '## new'],
    ],
  ],
])('%s', async (_name, seeds, over, expected) => {
  const { port, comments } = thread(seeds);
  await keepComment(port, plan(over), marker);
  expect(bodies(comments)).toEqual(expected);
});

test('an older run does not overwrite what a newer one wrote', async () => {
  const { port, comments } = thread([]);
  await keepComment(port, plan({ run: { number: 6, attempt: 1 } }), marker);
  await keepComment(
    port,
    plan({ body: `${marker}\n## late`, run: { number: 5, attempt: 3 } }),
    marker,
  );
  expect(bodies(comments)).toEqual([[1, '## new']]);
});

test.each([['b'.repeat(40)], [closed]])(
  'says nothing about a head that is gone (%s)',
  async (openHead) => {
    const { port, comments } = thread([{}], openHead);
    await keepComment(port, plan(), marker);
    expect(bodies(comments)).toEqual([[1, 'old']]);
  },
);

test('a lost reply makes no second comment', async () => {
  const { port, comments } = thread([]);
  const { create } = port;
  port.create = async (...args) => {
    await create(...args);
    throw new Error('socket hang up');
  };
  await keepComment(port, plan(), marker);
  expect(bodies(comments)).toEqual([[1, '## new']]);
});
