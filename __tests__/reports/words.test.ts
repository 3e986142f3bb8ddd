import { expect, test } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import type { LoopHealth, Report } from '../../src/domain/report.ts';
import { statusOf } from '../../src/reports/status.ts';
import { headline } from '../../src/reports/words/headline.ts';
import { loopPhrase } from '../../src/reports/words/loop.ts';
import { changeText, dollars, duration, rateText } from '../../src/reports/words/numbers.ts';
import { spoken } from '../../src/reports/words/phrase.ts';
import { rowNotes } from '../../src/reports/words/rows.ts';
import { usagePhrase } from '../../src/reports/words/usage.ts';
import { terminalVoice } from '../../src/reports/words/voices.ts';
import { decision, evalRow, modeRow, report } from './report.ts';

const same = modeRow('Same');
const regressed = modeRow('Regressed', { verdict: 'regressed' });
const unmeasured = modeRow('Unmeasured', { verdict: 'not measured' });
const gateChanges: Decision['gateChanges'] = [{ kind: 'case', what: 'c-1', change: 'removed' }];

const headlines: [string, Partial<Decision>, Report['kind']?][] = [
  ['No failure mode regressed', { rows: [same] }],
  ['No failure mode regressed, 1 improved', { rows: [modeRow('A', { verdict: 'improved' })] }],
  ['No failure mode regressed, 1 accepted', { rows: [modeRow('A', { verdict: 'accepted' })] }],
  ['No failure mode regressed: baseline stored', { rows: [same] }, 'baseline'],
  [
    '1 of 2 failure modes regressed: merge blocked',
    { verdict: 'regressed', blocks: true, rows: [same, regressed] },
  ],
  ['1 of 1 failure mode regressed: merge not blocked', { verdict: 'regressed', rows: [regressed] }],
  [
    '1 of 2 failure modes regressed, 1 not measured: merge blocked',
    { verdict: 'regressed', blocks: true, rows: [regressed, unmeasured] },
  ],
  [
    '1 of 1 failure mode regressed: the merge would be blocked',
    { verdict: 'regressed', blocks: true, rows: [regressed] },
    'check',
  ],
  [
    '1 of 1 failure mode regressed: baseline not stored',
    { verdict: 'regressed', blocks: true, rows: [regressed] },
    'baseline',
  ],
  [
    'This pull request changes the gate: merge blocked until somebody with write access accepts it',
    { verdict: 'regressed', blocks: true, rows: [same], gateChanges },
  ],
  [
    'This pull request changes the gate: merge blocked until somebody with write access accepts it',
    { verdict: 'pass', blocks: true, rows: [same], gateChanges },
  ],
  [
    'This branch changes the gate: the merge would be blocked until somebody with write access accepts it',
    { verdict: 'regressed', blocks: true, rows: [same], gateChanges },
    'check',
  ],
  [
    '1 of 1 failure mode regressed, and this pull request changes the gate: merge blocked',
    { verdict: 'regressed', blocks: true, rows: [regressed], gateChanges },
  ],
  [
    'Not measured: no result for 1 of 1 failure mode, and this pull request changes the gate: merge blocked',
    { verdict: 'regressed', blocks: true, rows: [unmeasured], gateChanges },
  ],
  ['No failure mode regressed', { rows: [same], gateChanges }],
  [
    'Not measured: no result for 1 of 2 failure modes: merge blocked',
    { verdict: 'not-measured', blocks: true, rows: [same, unmeasured] },
  ],
  [
    'Not measured: the run has no result that counts: merge blocked',
    { verdict: 'not-measured', blocks: true },
  ],
  [
    'Undecided: 1 of 1 failure mode may be worse, but luck could explain it: merge not blocked',
    { verdict: 'undecided', rows: [modeRow('A', { verdict: 'undecided' })] },
  ],
  [
    'No baseline yet: 1 failure mode measured: the first merge makes the baseline',
    { verdict: 'no-baseline', rows: [same] },
  ],
  [
    'No baseline yet: 1 failure mode measured: baseline stored',
    { verdict: 'no-baseline', rows: [same] },
    'baseline',
  ],
  ['Nothing that a target depends on was touched', { verdict: 'skipped' }],
  ['The eval definitions are invalid: merge blocked', { verdict: 'invalid', blocks: true }],
];

test.each(headlines)('the heading is %j', (words, differs, kind = 'gate') => {
  expect(headline(decision(differs), kind)).toBe(words);
});

test.each(headlines)('the commit status has room for %j', (_, differs) => {
  const status = statusOf(decision(differs));
  expect(status.description.length).toBeLessThanOrEqual(140);
  expect(status.description).toBe(headline(decision(differs), 'gate'));
  expect(status.state).toBe(differs.blocks ? 'failure' : 'success');
});

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
  [{ judgesToConvert: 1 }, 'last looking session today · 1 judge waiting to become code'],
  [
    { modesWithoutEval: [{ mode: 'm', name: 'M', seen: 1 }] },
    'last looking session today · failure modes without an eval: M (seen 1 time)',
  ],
])('the loop %o reads %s', (differs, words) => {
  const healthy = {
    modesWithoutEval: [],
    judgesToConvert: 0,
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
