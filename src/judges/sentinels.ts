import { code } from '../definitions/words.ts';
import type { Label } from '../domain/label.ts';
import type { Judge } from './judge.ts';
import { unaskedVerdict } from './unasked.ts';

/** Labels on which the judge agreed with people, of each class. */
export type Sentinels = { pass: readonly Label[]; fail: readonly Label[] };

type Class = keyof Sentinels;

const words = { pass: 'passed', fail: 'failed' } as const;

/** After a wrong answer: so many right ones and it was noise, so many wrong ones and it was not. */
const enoughRight = 2;
const enoughWrong = 3;

type Answers = { right: number; wrong: string[]; errors: string[] };

const isSettled = ({ right, wrong }: Answers): boolean =>
  right >= (wrong.length === 0 ? 1 : enoughRight) || wrong.length >= enoughWrong;

/** Asks about one label after the other until it is plain; an error is passed over. */
const answersOn = async (
  judge: Judge,
  person: Class,
  labels: readonly Label[],
): Promise<Answers> => {
  const answers: Answers = { right: 0, wrong: [], errors: [] };
  for (const label of labels) {
    const said = await judge.judge(label, { fresh: true });
    const why = said.verdict === 'error' ? said.reason : 'it was skipped';
    if (said.verdict === person) answers.right += 1;
    else if (said.verdict === 'pass' || said.verdict === 'fail') answers.wrong.push(code(label.id));
    else answers.errors.push(`it could not be checked on ${code(label.id)}: ${why}`);
    if (isSettled(answers)) break;
  }
  return answers;
};

const all = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Undefined: the judge still answers as people did on labels of this class. */
const checkClass = async (
  judge: Judge,
  person: Class,
  labels: readonly Label[],
): Promise<string | undefined> => {
  // What is decided without the judge shows nothing of it.
  const askable = labels.filter((label) => unaskedVerdict(label) === undefined);
  const { right, wrong, errors } = await answersOn(judge, person, askable);
  if (wrong.length >= enoughWrong || (wrong.length > 0 && right === 0)) {
    const other = person === 'pass' ? 'fail' : 'pass';
    const judged = `it ${words[other]} ${all(wrong)}, which people ${words[person]}`;
    return `${judged}: the judge has drifted or was captured, so nothing it says counts`;
  }
  if (right > 0) return undefined;
  return errors[0] ?? `no label that people ${words[person]} is left to check the judge by`;
};

/**
 * Asks the judge again about one label that people passed and one that people failed; where it is
 * wrong, about more of that class: two right answers clear it, three wrong ones (all, of fewer) do
 * not. A reason: nothing that the judge says counts.
 */
export const checkSentinels = async (
  judge: Judge,
  { pass, fail }: Sentinels,
): Promise<string | undefined> =>
  (await checkClass(judge, 'fail', fail)) ?? checkClass(judge, 'pass', pass);
