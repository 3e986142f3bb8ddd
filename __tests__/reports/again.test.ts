import { expect, test } from 'vitest';
import type { Again, EvalRow } from '../../src/domain/row.ts';
import { againText, failingCounts } from '../../src/reports/words/again.ts';
import { detectableInAll } from '../../src/reports/words/detectable.ts';
import { rerunsText } from '../../src/reports/words/reruns.ts';
import { again, evalRow, modeRow, report } from './report.ts';

const ranAgain = (...args: Parameters<typeof again>) => ({
  case: 'c-1',
  critique: '',
  ...again(...args),
});

test.each<[Again['outcome'], string, string, EvalRow['verdict'], string]>([
  [
    'confirmed',
    '0/10',
    '10/10',
    'regressed',
    'confirmed: passed 0 of 10 here, 10 of 10 on the base',
  ],
  [
    'unresolved',
    '4/10',
    '9/10',
    'undecided',
    'unresolved: passed 4 of 10 here, 9 of 10 on the base',
  ],
  ['unresolved', '1/4', '0/0', 'undecided', 'unresolved: passed 1 of 4 here, not run on the base'],
  ['cleared', '3/7', '0/0', 'same', 'flaky here: passed 3 of 7 re-runs'],
  ['cleared', '3/7', '0/0', 'regressed', 'flaky here: passed 3 of 7 re-runs'],
  ['cleared', '7/10', '8/10', 'same', 'within luck: passed 7 of 10 here, 8 of 10 on the base'],
  ['cleared', '8/10', '8/10', 'regressed', 'within luck: passed 8 of 10 here, 8 of 10 on the base'],
])(
  'a case %s at %s here and %s on the base, in an eval %s',
  (outcome, here, base, verdict, words) => {
    expect(againText(evalRow({ verdict }), ranAgain(outcome, here, base))).toBe(words);
  },
);

test('a case that was not run again has nothing to say of re-runs', () => {
  expect(againText(evalRow(), { case: 'c-1', critique: '' })).toBe('');
});

test('a case within luck alone is not cleared in an eval that regressed by all of them together', () => {
  const worse = ranAgain('cleared', '7/10', '10/10');
  const row = evalRow({ verdict: 'regressed', newlyFailing: [worse, ranAgain('cleared', '3/3')] });
  expect(againText(row, worse)).toBe('unresolved: passed 7 of 10 here, 10 of 10 on the base');
  expect(failingCounts([row])).toEqual(['1 case newly failing', '1 case cleared by re-runs']);
});

const reruns = { cases: 0, perSide: 10, confirmed: 0, cleared: 0, unresolved: 0 };

test.each<[Again['outcome'][], string]>([
  [
    ['confirmed', 'cleared', 'confirmed', 'confirmed'],
    '4 cases changed and were run again, up to 10 times on each side: 3 confirmed, 1 cleared.',
  ],
  [['unresolved'], '1 case changed and was run again, up to 10 times on each side: 1 unresolved.'],
  [[], ''],
])('re-runs that came out %j', (outcomes, words) => {
  const row = modeRow('A', {
    verdict: 'regressed',
    newlyFailing: outcomes.map((one) => ranAgain(one, '3/9')),
  });
  expect(rerunsText(report({ reruns, decision: { rows: [row] } }))).toBe(words);
});

const compared = (cases: number, detectableDrop: number | undefined, differs = {}) => {
  const rate = { passed: cases, graded: cases };
  return modeRow(`Of ${cases}`, { baseline: rate, head: rate, detectableDrop, ...differs });
};

test.each<[ReturnType<typeof modeRow>[], string]>([
  [[compared(12, 0.237)], 'With 12 cases, a drop of about 24 points is seen 4 times in 5.'],
  [
    [compared(60, 0.093), compared(60, 0.093)],
    'With 60 cases, a drop of about 9 points is seen 4 times in 5.',
  ],
  [
    [compared(12, 0.237), compared(60, 0.093)],
    'With 60 cases, a drop of about 9 points is seen 4 times in 5; with 12, one of about 24 points.',
  ],
  [
    [compared(1, 1), compared(60, 0.093)],
    'With 60 cases, a drop of about 9 points is seen 4 times in 5; with 1, none is sure to be.',
  ],
  [[compared(1, 1)], 'With 1 case, no drop is sure to be seen.'],
  [[compared(4_000, 0.008)], 'With 4,000 cases, a drop of about 1 point is seen 4 times in 5.'],
  [[compared(12, undefined)], ''],
  [[compared(12, 0.237, { verdict: 'not measured' })], ''],
  [[compared(12, 0.237, { carriedFrom: 'abc' })], ''],
  [[compared(12, 0.237, { newlyFailing: [{ case: 'c-1', critique: '' }] })], ''],
])('what %# can see', (rows, words) => {
  expect(detectableInAll(report({ decision: { rows } }))).toBe(words);
});
