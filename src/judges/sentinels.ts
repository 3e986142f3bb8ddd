import { code } from '../definitions/words.ts';
import type { Label } from '../domain/label.ts';
import type { Judge } from './judge.ts';
import { unaskedVerdict } from './unasked.ts';

/** Labels on which the judge agreed with people, of each class. */
export type Sentinels = { pass: readonly Label[]; fail: readonly Label[] };

const words = { pass: 'passed', fail: 'failed' } as const;

/** Undefined: the judge still answers as people did on labels of this class. */
const checkClass = async (
  judge: Judge,
  person: 'pass' | 'fail',
  labels: readonly Label[],
): Promise<string | undefined> => {
  // What is decided without the judge shows nothing of it.
  const askable = labels.filter((label) => unaskedVerdict(label) === undefined).slice(0, 2);
  let said = `no label that people ${words[person]} is left to check the judge by`;
  for (const label of askable) {
    const verdict = await judge.judge(label, { fresh: true });
    if (verdict.verdict === person) return undefined;
    if (verdict.verdict !== 'pass' && verdict.verdict !== 'fail') {
      const why = verdict.verdict === 'error' ? verdict.reason : 'it was skipped';
      return `it could not be checked on ${code(label.id)}: ${why}`;
    }
    const judged = `it ${words[verdict.verdict]} ${code(label.id)}`;
    const drifted = 'the judge has drifted or was captured, so nothing it says counts';
    said = `${judged}, which people ${words[person]}: ${drifted}`;
  }
  return said;
};

/**
 * Asks the judge again about one label that people passed and one that people failed; a wrong answer
 * is checked with the next label of its class. A reason: nothing that the judge says counts.
 */
export const checkSentinels = async (
  judge: Judge,
  { pass, fail }: Sentinels,
): Promise<string | undefined> =>
  (await checkClass(judge, 'fail', fail)) ?? checkClass(judge, 'pass', pass);
