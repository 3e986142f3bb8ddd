import { expect, test } from 'vitest';
import { standingAfter } from '../../../src/decide/judging/fallen.ts';
import type { Calibration, Disagreement } from '../../../src/domain/judging.ts';

const measured = (differs: Partial<Calibration> = {}): Calibration => ({
  judge: 'j',
  labels: 'l',
  at: '2026-11-01T00:00:00.000Z',
  on: 'test',
  tp: 25,
  fn: 0,
  tn: 25,
  fp: 0,
  errors: 0,
  agreed: { pass: ['p-1', 'p-2', 'p-3'], fail: ['f-1', 'f-2', 'f-3'] },
  disagreements: [],
  ...differs,
});

const differsOn = (...ids: string[]): Disagreement[] =>
  ids.map((label) =>
    label.startsWith('p')
      ? { label, person: 'pass', judge: 'fail', judgeSaid: '' }
      : { label, person: 'fail', judge: 'pass', judgeSaid: '' },
  );

const low = { tn: 15, fp: 10 };
const after = (before: Calibration | undefined, now: Calibration) =>
  standingAfter(before, {
    held: { passes: 25, fails: 25, unasked: 0 },
    calibration: now,
    now: new Date(now.at),
    staleAfterDays: 30,
  }).state;

test.each<[string, Calibration | undefined, Calibration, string]>([
  [
    'turned',
    measured(),
    measured({ ...low, disagreements: differsOn('f-1', 'f-3') }),
    'unmeasured',
  ],
  [
    'turned on one of three',
    measured(),
    measured({ ...low, disagreements: differsOn('f-1', 'f-9') }),
    'advisory',
  ],
  [
    'turned on one of each class',
    measured(),
    measured({ ...low, disagreements: differsOn('f-1', 'p-1') }),
    'advisory',
  ],
  [
    'turned and is good enough',
    measured(),
    measured({ disagreements: differsOn('f-1', 'f-3') }),
    'calibrated',
  ],
  [
    'is held against labels that people turned',
    measured(),
    measured({
      ...low,
      disagreements: differsOn('f-1', 'f-3').map((one) => ({
        ...one,
        person: 'pass',
        judge: 'fail',
      })),
    }),
    'advisory',
  ],
  [
    'was not to be trusted before',
    measured(low),
    measured({ ...low, disagreements: differsOn('f-1', 'f-3') }),
    'advisory',
  ],
  [
    'is another one',
    measured({ judge: 'k' }),
    measured({ ...low, disagreements: differsOn('f-1', 'f-3') }),
    'advisory',
  ],
  ['is new', undefined, measured(low), 'advisory'],
])('a judge that is measured again and %s', (_what, before, now, state) => {
  expect(after(before, now)).toBe(state);
});
