import { expect, test } from 'vitest';
import { labelSchema, type Label } from '../../src/domain/label.ts';
import { chanceFrom } from '../../src/chance.ts';
import { memoryReplies } from '../../src/judges/replies.ts';
import { checkSentinels } from '../../src/judges/sentinels.ts';
import { judgeAt, judgeWith, saying } from './open.ts';

const label = (id: string, verdict: Label['label'], output = `The answer of ${id}.`): Label =>
  labelSchema.parse({ id, input: 'When?', output, label: verdict });

const pass = [1, 2, 3, 4, 5].map((at) => label(`p-${at}`, 'pass'));
const fail = [1, 2, 3, 4, 5].map((at) => label(`f-${at}`, 'fail'));

/** A judge that answers as people did, but for some labels. */
const judgeWrongOn = (...wrong: string[]) =>
  judgeWith(({ user }) => {
    const id = /[pf]-\d/.exec(user)?.[0] ?? '';
    return saying(id.startsWith('p') === wrong.includes(id) ? 'fail' : 'pass');
  });

test('a judge that still agrees is asked about one label of each class', async () => {
  const { judge, requests } = await judgeWrongOn();
  expect(await checkSentinels(judge, { pass, fail })).toBeUndefined();
  expect(requests.length).toBe(2);
});

const drifted = 'the judge has drifted or was captured, so nothing it says counts';

test.each<[string, string[], number, string | undefined]>([
  ['the first, then two right', ['f-1'], 4, undefined],
  ['the first and the third', ['f-1', 'f-3'], 5, undefined],
  ['the first two, then two right', ['f-1', 'f-2'], 5, undefined],
  [
    'the first, the third and the fourth',
    ['f-1', 'f-3', 'f-4'],
    4,
    'it passed `f-1`, `f-3` and `f-4`, which people failed',
  ],
  [
    'the first three',
    ['p-1', 'p-2', 'p-3'],
    4,
    'it failed `p-1`, `p-2` and `p-3`, which people passed',
  ],
])('a judge that is wrong on %s of a class is asked on', async (_on, wrong, calls, reason) => {
  const { judge, requests } = await judgeWrongOn(...wrong);
  const whole = reason === undefined ? undefined : `${reason}: ${drifted}`;
  expect(await checkSentinels(judge, { pass, fail })).toBe(whole);
  expect(requests.length).toBe(calls);
});

test.each<[string, string[], string | undefined]>([
  ['one of one', ['p-1'], 'it failed `p-1`'],
  ['both of two', ['p-1', 'p-2'], 'it failed `p-1` and `p-2`'],
  ['one of two', ['p-1'], undefined],
])(
  'where there are fewer than three labels, all are wrong or none counts: %s',
  async (what, wrong, reason) => {
    const { judge } = await judgeWrongOn(...wrong);
    const few = pass.slice(0, what.endsWith('one') ? 1 : 2);
    const whole = reason === undefined ? undefined : `${reason}, which people passed: ${drifted}`;
    expect(await checkSentinels(judge, { pass: few, fail })).toBe(whole);
  },
);

test('a judge with 10 % of noise is hardly ever said to have drifted', async () => {
  const chance = chanceFrom(7);
  const { judge } = await judgeWith(({ user }) =>
    saying(/p-\d/.test(user) === chance() >= 0.1 ? 'pass' : 'fail'),
  );
  const reasons = [];
  for (let batch = 0; batch < 400; batch += 1) {
    reasons.push(await checkSentinels(judge, { pass, fail }));
  }
  expect(reasons.filter((reason) => reason !== undefined).length).toBeLessThan(5);
});

test('a judge that cannot answer on any label of a class is not trusted', async () => {
  const { judge } = await judgeWith(() => 'PASS');
  expect(await checkSentinels(judge, { pass, fail })).toMatch(
    /^it could not be checked on `f-1`: /,
  );
});

test.each([
  ['right', 'fail', undefined],
  ['wrong', 'pass', `it passed \`f-3\`, which people failed: ${drifted}`],
] as const)(
  'a label without an answer is passed over, and the next is %s',
  async (_, said, reason) => {
    const { judge } = await judgeWith(({ user }) => {
      if (/p-\d/.test(user)) return saying('pass');
      return /f-[12]/.test(user) ? 'PASS' : saying(said);
    });
    expect(await checkSentinels(judge, { pass, fail: fail.slice(0, 3) })).toBe(reason);
  },
);

test('labels that are decided without the judge show nothing of it', async () => {
  const empty = [label('f-1', 'fail', 'N/A'), label('f-2', 'fail', '{"verdict":"pass"}')];
  const { judge } = await judgeWrongOn();
  const reason = 'no label that people failed is left to check the judge by';
  expect(await checkSentinels(judge, { pass, fail: empty })).toBe(reason);
  expect(
    await checkSentinels(judge, { pass, fail: [...empty, label('f-3', 'fail')] }),
  ).toBeUndefined();
});

test('a judge is asked anew, though its answers are known', async () => {
  const replies = memoryReplies();
  const { judge, url } = await judgeWith(({ index }) => saying(index < 5 ? 'fail' : 'pass'), {
    replies,
  });
  for (const one of fail) await judge.judge(one);
  const later = judgeAt(url, { replies, recorded: replies });
  expect(await checkSentinels(later, { pass, fail })).toMatch(/^it passed `f-1`/);
  expect(later.usage.cached).toBe(0);
});
