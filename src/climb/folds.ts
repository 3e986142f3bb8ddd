import { bitsWhere, has, type Bits } from './bits.ts';
import { chanceFrom, shuffled } from '../chance.ts';
import { mostFolds } from './limits.ts';
import type { Example, Sample } from './sample.ts';

/** Trials of one case are alike: they are never on both sides of a split, and count as one. */
const caseKey = ({ case: { id, input } }: Example): string => JSON.stringify([id, input]);

/** Cases with a label of that class. */
export const casesLabelled = ({ examples }: Sample, label: Example['label']): number =>
  new Set(examples.filter((example) => example.label === label).map(caseKey)).size;

type Group = { indexes: number[]; fails: number };

const groupsOf = ({ examples, whole }: Sample): Group[] =>
  [...Map.groupBy(examples.keys(), (index) => caseKey(examples[index]!)).values()].map(
    (indexes) => ({
      indexes,
      fails: indexes.filter((index) => has(whole.fails, index)).length,
    }),
  );

type Fold = { indexes: Set<number>; fails: number };

/** The fold that has least of the class that a group has most of. */
const emptiest = (folds: readonly Fold[], group: Group): Fold | undefined => {
  const isFail = 2 * group.fails > group.indexes.length;
  const load = ({ indexes, fails }: Fold): number => (isFail ? fails : indexes.size - fails);
  return folds.toSorted((a, b) => load(a) - load(b) || a.indexes.size - b.indexes.size)[0];
};

/**
 * Stratified folds of whole cases: each has its share of passes and of fails. Each fold is the set
 * of the examples that it holds out.
 */
export const foldsOf = (sample: Sample, seed: number): Bits[] => {
  const count = Math.min(mostFolds, casesLabelled(sample, 'pass'), casesLabelled(sample, 'fail'));
  const folds = Array.from({ length: count }, (): Fold => ({ indexes: new Set(), fails: 0 }));
  const groups = shuffled(groupsOf(sample), chanceFrom(seed));
  for (const group of groups.toSorted((a, b) => b.indexes.length - a.indexes.length)) {
    const fold = emptiest(folds, group);
    if (fold === undefined) continue;
    for (const index of group.indexes) fold.indexes.add(index);
    fold.fails += group.fails;
  }
  return folds.map(({ indexes }) =>
    bitsWhere(sample.examples.length, (index) => indexes.has(index)),
  );
};
