import type { Calibration, Disagreement } from '../../domain/judging.ts';
import type { Label } from '../../domain/label.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Labels } from '../statistics/labels.ts';

/** What a judge said of an output that a person had judged. */
export type Answer = { label: Label; verdict: Verdict };

const cell = ({ label: { label: person }, verdict }: Answer): keyof Labels | 'errors' => {
  if (verdict.verdict !== 'pass' && verdict.verdict !== 'fail') return 'errors';
  if (person === 'pass') return verdict.verdict === 'pass' ? 'tp' : 'fn';
  return verdict.verdict === 'fail' ? 'tn' : 'fp';
};

const disagreementOf = ({ label, verdict }: Answer): Disagreement[] => {
  if (verdict.verdict !== 'pass' && verdict.verdict !== 'fail') return [];
  if (verdict.verdict === label.label) return [];
  return [
    {
      label: label.id,
      person: label.label,
      judge: verdict.verdict,
      ...(label.critique !== undefined && { personSaid: label.critique }),
      judgeSaid: verdict.critique ?? '',
    },
  ];
};

/** Asked again beside every batch: enough that one wrong answer can be checked by another. */
const mostAgreed = 5;

const agreedOn = (answers: readonly Answer[], wanted: 'tp' | 'tn'): string[] =>
  answers
    .filter((answer) => cell(answer) === wanted)
    .map(({ label }) => label.id)
    .toSorted()
    .slice(0, mostAgreed);

/** What a reply said stays out: whoever asks for no details gets none. */
const firstErrorOf = (answers: readonly Answer[]): Pick<Calibration, 'firstError'> => {
  const errors = answers.flatMap(({ verdict }) => (verdict.verdict === 'error' ? [verdict] : []));
  const [first] = errors;
  return first === undefined ? {} : { firstError: first.reason.replace(/: ".*$/s, '') };
};

/** Puts a judge's answers beside people's: the confusion matrix, and what they disagree on. */
export const calibrate = (
  answers: readonly Answer[],
  about: Pick<Calibration, 'judge' | 'labels' | 'at' | 'on'>,
): Calibration => {
  const matrix = { tp: 0, fn: 0, tn: 0, fp: 0, errors: 0 };
  for (const answer of answers) matrix[cell(answer)] += 1;
  return {
    ...about,
    ...matrix,
    ...firstErrorOf(answers),
    agreed: { pass: agreedOn(answers, 'tp'), fail: agreedOn(answers, 'tn') },
    disagreements: answers.flatMap(disagreementOf),
  };
};
