import { expect, test } from 'vitest';
import { countShared, members } from '../../src/climb/bits.ts';
import { foldsOf } from '../../src/climb/folds.ts';
import { sampleOf } from '../../src/climb/sample.ts';
import { examplesOf } from './answers.ts';

const sample = (fails: number, count: number, trials = 1) =>
  sampleOf(
    examplesOf(count, (_chance, index) => ({
      output: `Answer ${index}`,
      isFail: Math.floor(index / trials) < fails,
    })).map((example, index) => ({
      ...example,
      case: { id: `c-${Math.floor(index / trials)}`, input: 'What is free?' },
    })),
    new Map(),
  );

test('each fold has its share of passes and of fails', () => {
  const { whole, ...rest } = sample(23, 200);
  const folds = foldsOf({ whole, ...rest }, 1);
  expect(folds.map((fold) => countShared(fold, whole.fails)).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 7 }, () => 2),
    ...Array.from({ length: 3 }, () => 3),
  ]);
  for (const fold of folds) expect([17, 18]).toContain(countShared(fold, whole.passes));
});

test('every example is held out once, and all trials of a case at the same time', () => {
  const folds = foldsOf(sample(20, 160, 4), 1).map(members);
  expect(folds.flat().toSorted((a, b) => a - b)).toEqual([...Array(160).keys()]);
  for (const fold of folds) expect(new Set(fold.map((at) => at >> 2)).size * 4).toBe(fold.length);
});

test('another seed splits otherwise', () => {
  expect(foldsOf(sample(40, 100), 1)).not.toEqual(foldsOf(sample(40, 100), 2));
});
