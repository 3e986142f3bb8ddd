import { expect, test } from 'vitest';
import { correctedRate } from '../../src/decide/statistics/rogan-gladen.ts';
import { wilson } from '../../src/decide/statistics/wilson.ts';
import type { Frequency } from '../../src/frequency/frequency.ts';
import type { Decide } from '../local/model.ts';
import { answerIn, begin, judged, labels, trace, traces, tracesFile, verdict } from './measured.ts';

const rules = 'Read the house rules.';
const curt = 'See the contract.';
const warm = 'I am glad to help.';

/** Each answer is one of its own, so that each is asked about. */
const distinct = (counts: Readonly<Record<string, number>>, from = 0) =>
  traces(counts, from).map(({ id, output }) => trace(id, `${output as string} (${id})`));

const desk = (counts: Readonly<Record<string, number>>) => ({
  'evals/modes/cold.yml': judged,
  ...tracesFile(...distinct(counts)),
});

const judgeOf = ({ modes }: { modes: Frequency[] }) =>
  modes[0]?.evals.find(({ rung }) => rung === 'judge');

/** Fails all that is not kind, and the kind labels of these numbers too. */
const failing =
  (...numbers: number[]): Decide =>
  ({ user }) => {
    const answer = answerIn(user);
    const nr = Number(/number (\d+)/.exec(answer)?.[1] ?? -1);
    return verdict(answer.includes('glad') && !numbers.includes(nr));
  };

test('the rate of a calibrated judge is corrected for how far it agrees with people', async () => {
  const { measure } = await begin({
    judge: failing(1, 2, 3),
    files: desk({ [curt]: 30, [warm]: 70 }),
  });
  const result = await measure();
  const { theta = 0, interval } = correctedRate({ tp: 22, fn: 3, tn: 25, fp: 0 }, 70, 100);
  const corrected = {
    value: 1 - theta,
    lower: 1 - (interval?.upper ?? 0),
    upper: 1 - (interval?.lower ?? 0),
  };
  expect(judgeOf(result)).toMatchObject({
    happened: 30,
    observed: { value: 0.3, ...wilson(30, 100) },
    rate: corrected,
    judge: { standing: { state: 'calibrated' }, labels: 50, corrected },
  });
  expect(result.modes[0]).toMatchObject({ by: 'judge', rate: corrected, advisory: undefined });
  expect(corrected.value).toBeCloseTo(1 - 0.7 / 0.88, 10);
});

test('a judge that agrees too little with people is shown as it sees it, and only advises', async () => {
  const { measure } = await begin({
    judge: failing(1, 2, 3, 4, 5, 6, 7, 8),
    files: desk({ [curt]: 3, [warm]: 7 }),
  });
  const { modes } = await measure();
  expect(judgeOf({ modes })).toMatchObject({
    rate: { value: 0.3, ...wilson(3, 10) },
    judge: { standing: { state: 'advisory' }, corrected: undefined },
  });
});

test('a judge without labels decides only where nothing better was measured', async () => {
  const { measure, model } = await begin({
    files: { ...desk({ [rules]: 1, [curt]: 3, [warm]: 6 }), 'evals/labels/kind.jsonl': '' },
  });
  const { modes } = await measure();
  expect(modes[0]).toMatchObject({ by: 'code', happened: 1, advisory: undefined });
  expect(judgeOf({ modes })).toMatchObject({ happened: 3, applicable: 9 });
  expect(model.requests.length).toBe(9);
});

test('where it is all there is, the mode is marked with why it only advises', async () => {
  const alone = judged.replace(/ {2}- id: no-house-rules[^]*?(?= {2}- id: is-kind)/, '');
  const { measure } = await begin({
    files: {
      ...desk({ [curt]: 3, [warm]: 6 }),
      'evals/modes/cold.yml': alone,
      'evals/labels/kind.jsonl': labels(5),
    },
  });
  expect((await measure()).modes[0]).toMatchObject({
    by: 'judge',
    happened: 3,
    advisory: expect.stringContaining('too few labels'),
  });
});

test('what code has failed is not sent to the judge, and nothing is asked twice', async () => {
  const { measure, model } = await begin({ files: desk({ [rules]: 10, [curt]: 5, [warm]: 15 }) });
  const first = await measure();
  expect(judgeOf(first)).toMatchObject({ traces: 30, applicable: 20, happened: 5 });
  expect(model.requests.length).toBe(50 + 20);
  expect(model.requests.some(({ user }) => user.includes('house rules'))).toBe(false);
  const again = await measure();
  expect(model.requests.length).toBe(50 + 20);
  expect(judgeOf(again)).toMatchObject({ happened: 5, rate: judgeOf(first)?.rate });
});

test('a judge that has nothing to judge is not held against people either', async () => {
  const { measure, model } = await begin({ files: desk({ [rules]: 3 }) });
  expect(judgeOf(await measure())).toMatchObject({ applicable: 0, rate: undefined });
  expect(model.requests.length).toBe(0);
});

test('an answer that the judge cannot give is an error: neither happened nor not', async () => {
  const { measure } = await begin({
    judge: (request) =>
      answerIn(request.user).includes('(t-0)') ? 'I cannot say.' : failing()(request),
    files: desk({ [curt]: 4, [warm]: 6 }),
  });
  expect(judgeOf(await measure())).toMatchObject({
    applicable: 10,
    happened: 3,
    errors: 1,
    observed: { value: 3 / 9, ...wilson(3, 9) },
    error: expect.stringContaining("the judge's reply could not be used"),
  });
});

test('more questions than the budget has calls are not asked; code and known answers count', async () => {
  const { measure, model, repository } = await begin({
    files: desk({ [rules]: 2, [curt]: 3, [warm]: 7 }),
  });
  await measure();
  const asked = model.requests.length;
  const config = await repository.git('show', 'HEAD:evals/failmode.yml');
  await repository.commit({
    'evals/failmode.yml': `${config}\nbudget: { calls: 4 }\n`,
    ...tracesFile(
      ...distinct({ [rules]: 2, [curt]: 3, [warm]: 7 }),
      ...distinct({ [rules]: 1, [warm]: 5 }, 50),
    ),
  });
  const { modes } = await measure();
  expect(model.requests.length).toBe(asked);
  expect(judgeOf({ modes })).toMatchObject({
    applicable: 15,
    happened: 3,
    errors: 5,
    error: expect.stringMatching(/^5 questions are to be asked, and the budget is 4 calls/),
  });
  expect(modes[0]?.evals[0]).toMatchObject({ rung: 'code', happened: 3, applicable: 18 });
});

test('`when` of a judge is asked before the judge', async () => {
  const when = '    when: [{ type: contains, value: contract }]\n    judge:';
  const { measure, model } = await begin({
    files: {
      ...desk({ [curt]: 2, [warm]: 6 }),
      'evals/modes/cold.yml': judged.replace('    judge:', when),
      'evals/labels/kind.jsonl': '',
    },
  });
  expect(judgeOf(await measure())).toMatchObject({ traces: 8, applicable: 2, happened: 2 });
  expect(model.requests.length).toBe(2);
});
