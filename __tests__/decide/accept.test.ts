import { expect, test } from 'vitest';
import { applyAcceptances, coverOf } from '../../src/decide/accept.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Decision, GateChange } from '../../src/domain/decision.ts';
import type { Again, EvalRow } from '../../src/domain/row.ts';
import { decision, modeRow } from '../reports/report.ts';

const policy = { fail_on: 'regression' } as const;

const failing = (...ids: string[]) => ids.map((id) => ({ case: id, critique: '' }));
const shown = (outcome: Again['outcome'], id: string) => ({
  case: id,
  critique: '',
  again: { outcome, here: { passed: 0, graded: 10 }, base: { passed: 10, graded: 10 } },
});
/** The failure mode `slot`, whose one eval regressed on these cases. */
const regressed = (newlyFailing: EvalRow['newlyFailing'], over: Partial<EvalRow> = {}) =>
  modeRow('slot', { verdict: 'regressed', reasons: ['worse'], newlyFailing, ...over });
const red = (...rows: Decision['rows']): Decision =>
  decision({ verdict: 'regressed', blocks: true, rows });

const acceptance = (what: Acceptance['what'], over: Partial<Acceptance> = {}): Acceptance => ({
  comment: 1,
  what,
  head: 'a'.repeat(40),
  code: '0'.repeat(12),
  reason: 'wanted',
  by: 'alice',
  at: '2026-11-20T10:00:00.000Z',
  ...over,
});
const ofSlot = (...cases: string[]) =>
  acceptance({ kind: 'mode', mode: 'slot', cases: { 'slot/check': cases } });
const apply = (given: Decision, ...acceptances: Acceptance[]) =>
  applyAcceptances(given, acceptances, policy, true);
const verdicts = ({ rows }: Decision) => rows.map(({ mode, verdict }) => [mode, verdict]);

const alpha: GateChange = {
  kind: 'threshold',
  what: 'gate.alpha',
  change: 'changed',
  from: '0.05',
  to: '0.01',
};
const changed = (print: string): GateChange => ({
  kind: 'eval',
  what: 'slot/check',
  change: 'changed',
  print,
});

test('a regression that is covered is accepted, says by whom and why, and does not block', () => {
  const after = apply(red(regressed(failing('c-1', 'c-2'))), ofSlot('c-1', 'c-2', 'c-3'));
  expect(after).toMatchObject({ verdict: 'pass', blocks: false });
  expect(after.rows[0]?.decisive).toMatchObject({
    verdict: 'accepted',
    reasons: ['accepted by alice: wanted', 'worse'],
  });
});

test.each<[string, Decision, Acceptance[]]>([
  ['a case that nobody accepted fails too', red(regressed(failing('c-1', 'c-2'))), [ofSlot('c-1')]],
  [
    'another failure mode was accepted',
    red(modeRow('Tone', { verdict: 'regressed', newlyFailing: failing('c-1') })),
    [ofSlot('c-1')],
  ],
  [
    'another eval of it was accepted',
    red(regressed(failing('c-1'), { name: 'slot/other' })),
    [ofSlot('c-1')],
  ],
  [
    'the gate was accepted',
    red(regressed(failing('c-1'))),
    [acceptance({ kind: 'gate', changes: [alpha] })],
  ],
  [
    'only the failure mode was accepted',
    decision({
      verdict: 'regressed',
      blocks: true,
      rows: [regressed(failing('c-1'))],
      gateChanges: [alpha],
    }),
    [ofSlot('c-1')],
  ],
])('it blocks still where %s', (_name, before, acceptances) => {
  expect(apply(before, ...acceptances)).toMatchObject({ verdict: 'regressed', blocks: true });
});

test('what one acceptance does not cover, another may', () => {
  const after = apply(red(regressed(failing('c-1', 'c-2'))), ofSlot('c-1'), {
    ...ofSlot('c-2'),
    by: 'bob',
  });
  expect(after.verdict).toBe('pass');
  expect(after.rows[0]?.decisive?.reasons).toEqual([
    'accepted by alice: wanted',
    'accepted by bob: wanted',
    'worse',
  ]);
});

test('a case that re-runs have cleared is neither accepted nor a reason to block again', () => {
  const before = red(regressed([shown('confirmed', 'c-1'), shown('cleared', 'c-2')]));
  expect(coverOf('slot', before)).toMatchObject({ cases: { 'slot/check': ['c-1'] } });
  expect(apply(before, ofSlot('c-1')).verdict).toBe('pass');
});

test('cases of which only all together are worse are accepted all together', () => {
  const before = red(regressed([shown('cleared', 'c-1'), shown('cleared', 'c-2')]));
  expect(coverOf('slot', before)).toMatchObject({ cases: { 'slot/check': ['c-1', 'c-2'] } });
  expect(apply(before, ofSlot('c-1')).verdict).toBe('regressed');
});

test('errors are not accepted with the regression: it is then not measured', () => {
  const before = red(
    regressed(failing('c-1'), { unmeasured: '9 of 10 cases could not be measured' }),
  );
  expect(apply(before, ofSlot('c-1'))).toMatchObject({ verdict: 'not-measured', blocks: true });
});

test('a change of the gate that is accepted stays listed, with the name of who did', () => {
  const before = decision({
    verdict: 'regressed',
    blocks: true,
    rows: [modeRow('Tone')],
    gateChanges: [alpha],
  });
  const after = apply(before, acceptance({ kind: 'gate', changes: [alpha] }));
  expect(after).toMatchObject({ verdict: 'pass', blocks: false });
  expect(after.gateChanges).toEqual([{ ...alpha, accepted: 'alice' }]);
});

test.each([
  ['loosened further', alpha, { ...alpha, to: '0.0001' }],
  ['edited once more', changed('one'), changed('other')],
  [
    'taken away after it was edited',
    changed('one'),
    { kind: 'eval', what: 'slot/check', change: 'removed' },
  ],
] as [string, GateChange, GateChange][])(
  'what was accepted and is then %s blocks again',
  (_name, seen, now) => {
    const before = decision({
      verdict: 'regressed',
      blocks: true,
      rows: [modeRow('Tone')],
      gateChanges: [now],
    });
    expect(apply(before, acceptance({ kind: 'gate', changes: [seen] })).blocks).toBe(true);
  },
);

test('the others keep their verdicts, and the worst still comes first', () => {
  const tone = modeRow('Tone', { verdict: 'regressed', newlyFailing: failing('c-9') });
  const after = apply(red(regressed(failing('c-1')), tone, modeRow('Curt')), ofSlot('c-1'));
  expect(verdicts(after)).toEqual([
    ['tone', 'regressed'],
    ['slot', 'accepted'],
    ['curt', 'same'],
  ]);
});

test('without a baseline an accepted change of the gate leaves nothing to compare', () => {
  const before = decision({
    verdict: 'regressed',
    blocks: true,
    rows: [modeRow('Tone')],
    gateChanges: [alpha],
  });
  const accepted = [acceptance({ kind: 'gate', changes: [alpha] })];
  expect(applyAcceptances(before, accepted, policy, false).verdict).toBe('no-baseline');
});

test.each(['skipped', 'invalid'] as const)('a run that is %s has nothing to accept', (verdict) => {
  const before = decision({ verdict, blocks: verdict === 'invalid', reasons: ['it is so'] });
  expect(apply(before, ofSlot('c-1'))).toEqual(before);
});

test.each([
  ['a failure mode that is not there', 'nothing', { kind: 'unknown-mode', mode: 'nothing' }],
  ['one that did not regress', 'tone', { kind: 'not-regressed', mode: 'tone' }],
  ['a gate that is as it was', 'gate', { kind: 'gate-unchanged' }],
])('%s cannot be accepted', (_name, what, expected) => {
  expect(coverOf(what, red(regressed(failing('c-1')), modeRow('Tone')))).toEqual(expected);
});

test('an acceptance of the gate covers each change as it was, whoever accepted it before', () => {
  const before = decision({ gateChanges: [{ ...alpha, accepted: 'bob' }, changed('one')] });
  expect(coverOf('gate', before)).toEqual({ kind: 'gate', changes: [alpha, changed('one')] });
});
