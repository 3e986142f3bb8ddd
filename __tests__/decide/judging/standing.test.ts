import { expect, test } from 'vitest';
import { calibrate } from '../../../src/decide/judging/calibrate.ts';
import { heldOut } from '../../../src/decide/judging/held-out.ts';
import { standingOf } from '../../../src/decide/judging/standing.ts';
import type { Calibration } from '../../../src/domain/judging.ts';
import { labelSchema, type Split } from '../../../src/domain/label.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';

const label = (id: string, verdict: 'pass' | 'fail', split: Split = 'test') =>
  labelSchema.parse({ id, input: 'i', output: `o ${id}`, label: verdict, split });

const labels = (passes: number, fails: number, split?: Split) => [
  ...Array.from({ length: passes }, (_, nr) => label(`${split}-p-${nr}`, 'pass', split)),
  ...Array.from({ length: fails }, (_, nr) => label(`${split}-f-${nr}`, 'fail', split)),
];

const about = { judge: 'j', labels: 'l', at: '2026-11-01T00:00:00.000Z', on: 'test' } as const;
const now = new Date('2026-11-11T00:00:00.000Z');

const measured = (differs: Partial<Calibration>): Calibration => ({
  ...about,
  tp: 19,
  fn: 1,
  tn: 19,
  fp: 1,
  errors: 0,
  agreed: { pass: [], fail: [] },
  disagreements: [],
  ...differs,
});

const standing = (differs: Partial<Parameters<typeof standingOf>[0]>) =>
  standingOf({
    held: { passes: 20, fails: 20, unasked: 0 },
    calibration: measured({}),
    now,
    staleAfterDays: 30,
    ...differs,
  });

const why = (differs: Parameters<typeof standing>[0]): string => {
  const found = standing(differs);
  return found.state === 'calibrated' ? 'calibrated' : found.why;
};

test.each([
  ['calibrated', {}],
  ['nobody has checked it', { held: { passes: 0, fails: 0, unasked: 0 } }],
  ['too few labels', { held: { passes: 19, fails: 40, unasked: 0 } }],
  ['beside 25 that are decided without it', { held: { passes: 30, fails: 0, unasked: 25 } }],
  ['was not measured', { calibration: undefined }],
  ['80 %', { calibration: measured({ tp: 15, fn: 5 }) }],
  ['80 %', { calibration: measured({ tn: 15, fp: 5 }) }],
  ['on 79.7 % of what passes', { calibration: measured({ tp: 75, fn: 19 }) }],
  ['calibrated', { calibration: measured({ tp: 16, fn: 4, tn: 16, fp: 4 }) }],
  ['guessing', { calibration: measured({ tp: 4, fn: 1, tn: 4, fp: 1 }) }],
  ['could not answer 5 of 45', { calibration: measured({ errors: 5 }) }],
  ['10 days ago', { staleAfterDays: 9 }],
  ['calibrated', { staleAfterDays: 10 }],
])('a judge is or is not to be trusted: %s', (said, differs) => {
  expect(why(differs)).toContain(said);
});

test('an advisory judge says what to do', () => {
  expect(standing({ held: { passes: 3, fails: 1, unasked: 0 } })).toMatchObject({
    mend: 'label until there are 20 of each',
  });
});

test('a judge is measured on test alone where that is enough, and never on what its prompt shows', () => {
  const train = labels(9, 9, 'train');
  expect(heldOut([...train, ...labels(20, 20, 'test'), ...labels(5, 5, 'dev')])).toMatchObject({
    on: 'test',
    passes: 20,
    fails: 20,
  });
  expect(heldOut([...train, ...labels(19, 20, 'test'), ...labels(5, 5, 'dev')])).toMatchObject({
    on: 'dev and test',
    passes: 24,
    fails: 25,
  });
  expect(heldOut(train)).toMatchObject({ passes: 0, fails: 0 });
});

const said = (verdict: 'pass' | 'fail', critique: string): Verdict => ({ verdict, critique });

test('a judge without answers says why the first is missing', () => {
  const calibration = measured({ errors: 40, firstError: 'it is not there' });
  expect(standing({ calibration })).toMatchObject({ state: 'unmeasured', said: 'it is not there' });
});

test('calibrating counts each label once, and keeps both critiques where they differ', () => {
  const person = label('l-1', 'pass');
  const counted = calibrate(
    [
      { label: { ...person, critique: 'kind' }, verdict: said('fail', 'curt') },
      { label: label('l-2', 'fail'), verdict: said('pass', 'polite') },
      { label: label('l-3', 'pass'), verdict: said('pass', '') },
      { label: label('l-4', 'fail'), verdict: said('fail', 'rude') },
      {
        label: label('l-5', 'fail'),
        verdict: { verdict: 'error', reason: 'the reply could not be used: "PASS"' },
      },
    ],
    about,
  );
  expect(counted).toMatchObject({ tp: 1, fn: 1, tn: 1, fp: 1, errors: 1 });
  expect(counted.firstError).toBe('the reply could not be used');
  expect(counted.agreed).toEqual({ pass: ['l-3'], fail: ['l-4'] });
  expect(counted.disagreements).toEqual([
    { label: 'l-1', person: 'pass', judge: 'fail', personSaid: 'kind', judgeSaid: 'curt' },
    { label: 'l-2', person: 'fail', judge: 'pass', judgeSaid: 'polite' },
  ]);
});
