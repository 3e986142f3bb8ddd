import { expect, test } from 'vitest';
import { staleTargets } from '../../../src/decide/judging/stale.ts';
import type { Baseline } from '../../../src/domain/baseline.ts';
import type { Definitions } from '../../../src/domain/definitions.ts';

const definitions = {
  config: { gate: { stale_after: '30d' } },
  evals: [
    { name: 'cold/is-kind', eval: { rung: 'judge', target: 'desk' } },
    { name: 'cold/says-please', eval: { rung: 'code', target: 'other' } },
  ],
} as unknown as Definitions;

const measuredOn = (at: string) =>
  ({ evals: { 'cold/is-kind': { calibration: { at } } } }) as unknown as Baseline;

const now = new Date('2026-11-24T00:00:00.000Z');

test.each([
  ['2026-10-20T00:00:00.000Z', ['desk']],
  ['2026-11-20T00:00:00.000Z', []],
])('a judge measured on %s makes stale: %j', (at, targets) => {
  expect(staleTargets(measuredOn(at), definitions, now)).toEqual(targets);
});

test('without a baseline nothing is stale', () => {
  expect(staleTargets(undefined, definitions, now)).toEqual([]);
});
