import { prepareEval } from '../assertions/grade.ts';
import { Unusable, type AssertionEntry, type Resources } from '../domain/assertion.ts';
import { add, members, noBits, union, type Bits } from './bits.ts';
import type { Corpora, Sample } from './sample.ts';

const refuse = (what: string) => new Unusable(`no ${what} can be read here`, 'do without it');

const resourcesOf = (corpora: Corpora): Resources => ({
  text: async (path) => {
    throw refuse(path);
  },
  call: (file) => {
    throw refuse(file);
  },
  corpus: async (name) => {
    const ids = corpora.get(name);
    if (ids === undefined) throw refuse(`corpus ${name}`);
    return ids;
  },
});

/**
 * The examples that the assertions fail, asked as the gate asks them. Where they cannot decide they
 * are wrong, whatever the label.
 */
export const failedBy = async (
  assert: AssertionEntry[],
  { examples, corpora, whole }: Sample,
  among: Bits = union(whole.fails, whole.passes),
): Promise<Bits> => {
  const grade = await prepareEval({ when: [], assert }, resourcesOf(corpora));
  const failed = noBits(examples.length);
  for (const index of members(among)) {
    const example = examples[index];
    if (example === undefined) continue;
    const { case: caseOf, output, label } = example;
    const { verdict } = await grade(caseOf, { kind: 'output', output });
    if (verdict === 'fail' || (verdict === 'error' && label === 'pass')) add(failed, index);
  }
  return failed;
};
