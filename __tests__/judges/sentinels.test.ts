import { expect, test } from 'vitest';
import { labelSchema, type Label } from '../../src/domain/label.ts';
import { memoryReplies } from '../../src/judges/replies.ts';
import { checkSentinels } from '../../src/judges/sentinels.ts';
import { judgeWith, saying } from './open.ts';

const label = (id: string, verdict: Label['label'], output = `The answer of ${id}.`): Label =>
  labelSchema.parse({ id, input: 'When?', output, label: verdict });

const pass = [label('p-1', 'pass'), label('p-2', 'pass'), label('p-3', 'pass')];
const fail = [label('f-1', 'fail'), label('f-2', 'fail'), label('f-3', 'fail')];

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

test('one wrong answer is checked with the next label', async () => {
  const { judge, requests } = await judgeWrongOn('f-1', 'p-1');
  expect(await checkSentinels(judge, { pass, fail })).toBeUndefined();
  expect(requests.length).toBe(4);
});

const drifted = 'the judge has drifted or was captured, so nothing it says counts';

test('a judge that passes everything has drifted', async () => {
  const { judge } = await judgeWith(() => saying('pass'));
  const reason = `it passed \`f-2\`, which people failed: ${drifted}`;
  expect(await checkSentinels(judge, { pass, fail })).toBe(reason);
});

test('a judge that fails everything has drifted', async () => {
  const { judge } = await judgeWith(() => saying('fail'));
  const reason = `it failed \`p-1\`, which people passed: ${drifted}`;
  expect(await checkSentinels(judge, { pass: pass.slice(0, 1), fail })).toBe(reason);
});

test('a judge that cannot answer is not trusted', async () => {
  const { judge } = await judgeWith(() => 'PASS');
  expect(await checkSentinels(judge, { pass, fail })).toMatch(
    /^it could not be checked on `f-1`: /,
  );
});

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
  const { judge } = await judgeWith(({ index }) => saying(index < 1 ? 'fail' : 'pass'), {
    replies,
  });
  for (const one of fail) await judge.judge(one);
  expect(await checkSentinels(judge, { pass, fail })).toMatch(/^it passed `f-2`/);
  expect(judge.usage.cached).toBe(0);
});
