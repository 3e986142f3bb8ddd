import { expect, test } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import type { Report } from '../../src/domain/report.ts';
import { statusOf } from '../../src/reports/status.ts';
import { headline } from '../../src/reports/words/headline.ts';
import { decision, modeRow } from './report.ts';

const same = modeRow('Same');
const regressed = modeRow('Regressed', { verdict: 'regressed' });
const unmeasured = modeRow('Unmeasured', { verdict: 'not measured' });
const gateChanges: Decision['gateChanges'] = [{ kind: 'case', what: 'c-1', change: 'removed' }];
const accepted: Decision['gateChanges'] = gateChanges.map((one) => ({ ...one, accepted: 'alice' }));

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
  ['No failure mode regressed, gate changes accepted', { rows: [same], gateChanges: accepted }],
  [
    '1 of 1 failure mode regressed: merge blocked',
    { verdict: 'regressed', blocks: true, rows: [regressed], gateChanges: accepted },
  ],
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
