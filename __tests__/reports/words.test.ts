import { expect, test } from 'vitest';
import type { LoopHealth } from '../../src/domain/report.ts';
import { loopPhrase } from '../../src/reports/words/loop.ts';
import { changeText, dollars, duration, rateText } from '../../src/reports/words/numbers.ts';
import { spoken } from '../../src/reports/words/phrase.ts';
import { rowNotes } from '../../src/reports/words/rows.ts';
import { usagePhrase } from '../../src/reports/words/usage.ts';
import { terminalVoice } from '../../src/reports/words/voices.ts';
import { evalRow, modeRow, report } from './report.ts';

test.each([
  [undefined, '–'],
  [{ passed: 58, graded: 60 }, '58/60 · 97 %'],
  [{ passed: 0, graded: 0 }, '0/0'],
  [{ passed: 0, graded: 9 }, '0/9 · 0 %'],
  [{ passed: 4_999, graded: 5_000 }, '4,999/5,000 · > 99 %'],
  [{ passed: 1, graded: 5_000 }, '1/5,000 · < 1 %'],
])('the rate %o reads %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});

const failing = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ case: `c-${index}`, critique: '' }));

test.each([
  [{}, '0'],
  [{ baseline: undefined }, '–'],
  [{ verdict: 'not measured' as const, head: { passed: 1, graded: 1 } }, '–'],
  [{ head: { passed: 54, graded: 60 }, newlyFailing: failing(4) }, '−4 cases, −7 points'],
  [{ head: { passed: 59, graded: 60 }, newlyFixed: ['a'] }, '+1 case, +2 points'],
  [{ newlyFailing: failing(1), newlyFixed: ['a'] }, '−1 +1 cases'],
  [{ head: { passed: 57, graded: 60 }, alreadyFailing: ['a'] }, '−1 case, −2 points'],
  [
    { baseline: { passed: 1_000, graded: 1_000 }, head: { passed: 998, graded: 1_000 } },
    '−0.2 points',
  ],
])('the change of %o reads %s', (differs, text) => {
  expect(changeText(evalRow(differs))).toBe(text);
});

test.each([
  [0, '$0'],
  [0.004, '< $0.01'],
  [1.5, '$1.50'],
])('%d dollars read %s', (usd, text) => {
  expect(dollars(usd)).toBe(text);
});

test.each([
  [0.2, '< 1 s'],
  [59.4, '59 s'],
  [72, '1 min 12 s'],
  [3_900, '1 h 5 min'],
])('%d seconds read %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each<[Partial<LoopHealth>, string]>([
  [{ daysSinceLooking: 0 }, 'last looking session today'],
  [{ daysSinceLooking: 1 }, 'last looking session 1 day ago'],
  [
    { daysSinceLooking: 23, overdue: true },
    'the looking session is overdue: the last was 23 days ago',
  ],
  [{ daysSinceLooking: undefined, overdue: true }, 'nobody has looked at traces yet'],
  [
    { toClimb: [{ eval: 'a/b', rung: 'judge' }] },
    'last looking session today · 1 judge waiting to become code: a/b',
  ],
  [
    {
      toClimb: [
        { eval: 'a/b', rung: 'judge' },
        { eval: 'a/c', rung: 'human' },
      ],
    },
    'last looking session today · 2 evals waiting to become code: a/b, a/c',
  ],
  [
    { modesWithoutEval: [{ mode: 'm', name: 'M', seen: 1 }] },
    'last looking session today · failure modes without an eval: M (seen 1 time)',
  ],
])('the loop %o reads %s', (differs, words) => {
  const healthy = {
    modesWithoutEval: [],
    toClimb: [],
    opinions: 0,
    daysSinceLooking: 0,
    overdue: false,
  };
  expect(spoken(loopPhrase({ ...healthy, ...differs }), terminalVoice)).toBe(words);
});

test('a row counts in words what its numbers leave out', () => {
  const row = modeRow('A', {
    errors: [{ case: 'a', reason: 'timeout' }],
    passesSkipped: ['b', 'c'],
    alreadyFailing: ['d'],
    added: 3,
    removed: 1,
  });
  expect(rowNotes(row, 'main').map((note) => spoken(note, terminalVoice))).toEqual([
    '1 case could not be measured',
    '2 passes became skips',
    '1 already failing on main',
    '3 new cases',
    '1 case removed',
  ]);
});

test('a cost without a price is unknown, not nothing', () => {
  const here = { calls: 2, inputTokens: 10, outputTokens: 5, seconds: 3 };
  const words = spoken(
    usagePhrase(report({ usage: { here, baseline: undefined } })),
    terminalVoice,
  );
  expect(words).toBe('2 model calls, 15 tokens, cost unknown (no price is set), 3 s');
});

test('an accepted row says by whom and why', () => {
  const row = modeRow('A', {
    verdict: 'accepted',
    reasons: ['a case fails here', 'accepted by alice: as agreed'],
  });
  expect(rowNotes(row, 'main').map((note) => spoken(note, terminalVoice))).toEqual([
    'by alice: as agreed',
  ]);
});
