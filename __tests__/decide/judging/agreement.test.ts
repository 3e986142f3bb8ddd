import { expect, test } from 'vitest';
import { judgeRow } from '../../../src/decide/judging/judge-row.ts';
import type { Labels } from '../../../src/decide/statistics/labels.ts';
import { wilson } from '../../../src/decide/statistics/wilson.ts';
import { noUsage } from '../../../src/domain/output.ts';
import { vectors } from '../vectors.ts';

/** The row of a judge with these labels that passed `x` of `n` outputs. */
const rowOf = (labels: Labels, passed: number, graded: number) =>
  judgeRow(
    {
      standing: { state: 'calibrated' },
      labels: undefined,
      ageDays: 0,
      usage: noUsage(),
      people: new Map(),
      calibration: {
        judge: 'j',
        labels: 'l',
        at: '2026-11-01T00:00:00.000Z',
        on: 'test',
        errors: 0,
        ...labels,
        agreed: { pass: [], fail: [] },
        disagreements: [],
      },
    },
    { passed, graded },
  );

test.each(vectors.roganGladen.cases)('corrects the rate of %j', ({ input, expect: wanted }) => {
  const { x, n, ...labels } = input;
  const { corrected, agreement } = rowOf(labels, x, n);
  expect(agreement?.tpr?.value).toBeCloseTo(Number(wanted['tpr']), 9);
  expect(agreement?.tnr?.value).toBeCloseTo(Number(wanted['tnr']), 9);
  expect(agreement?.tpr).toMatchObject(wilson(labels.tp, labels.tp + labels.fn));
  if (wanted['theta'] === null || wanted.interval === null) {
    expect(corrected).toBeUndefined();
    return;
  }
  expect(corrected?.rate).toBeCloseTo(Number(wanted['theta']), 9);
  expect(corrected?.lower).toBeCloseTo(Number(wanted.interval['lower']), 9);
  expect(corrected?.upper).toBeCloseTo(Number(wanted.interval['upper']), 9);
  expect(corrected?.clipped).toBe(wanted['thetaUnclipped'] !== wanted['theta']);
});

test.each(vectors.cohenKappa)('tells the kappa of %j', ({ input, expect: wanted }) => {
  const { kappa } = rowOf(input, 1, 1).agreement ?? {};
  if (wanted['kappa'] === null) {
    expect(kappa).toBeUndefined();
    return;
  }
  expect(kappa?.value).toBeCloseTo(Number(wanted['kappa']), 9);
  expect(kappa?.lower).toBeCloseTo(Number(wanted['lower']), 9);
  expect(kappa?.upper).toBeCloseTo(Number(wanted['upper']), 9);
});
