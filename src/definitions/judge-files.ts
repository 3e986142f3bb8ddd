import type { Files } from '../domain/definitions.ts';
import type { Eval } from '../domain/mode.ts';
import type { Label } from '../domain/label.ts';
import type { Problem } from '../domain/problem.ts';
import { leaksOf } from '../judges/examples.ts';
import {
  flawsOfPrompt,
  parseJudgePrompt,
  placeOfWords,
  type JudgePrompt,
  type JudgeVariable,
} from '../judges/prompt.ts';
import { readLabels } from './labels.ts';

type JudgeFiles = { prompt: string; labels: string };

const ofJudges = (evals: readonly Eval[]): JudgeFiles[] => {
  const files = new Map<string, JudgeFiles>();
  for (const check of evals) {
    if (check.rung !== 'judge') continue;
    const { prompt, labels } = check.judge;
    files.set(JSON.stringify([prompt, labels]), { prompt, labels });
  }
  return [...files.values()];
};

/** Variables that a prompt shows and no label it is measured on has. */
const neverGiven = (prompt: JudgePrompt, labels: readonly Label[]): JudgeVariable[] => {
  const held = labels.filter(({ split }) => split !== 'train');
  return prompt.variables.filter(
    (name) =>
      held.length > 0 &&
      name !== 'examples' &&
      name !== 'tool_calls' &&
      held.every((one) => one[name] === undefined),
  );
};

const problemsOfPrompt = async (files: Files, { prompt, labels }: JudgeFiles) => {
  const text = (await files.read(prompt))?.toString('utf8');
  // That there is no such file is told at the eval that names it.
  if (text === undefined) return [];
  const flaws = flawsOfPrompt(text).map((flaw) => ({ file: prompt, ...flaw }));
  if (flaws.length > 0) return flaws;
  const known = await readLabels(files, labels);
  const parsed = parseJudgePrompt(prompt, text);
  const place = (words: string) => ({ file: prompt, ...placeOfWords(text, words) });
  // A label that cannot be read is told where it stands, and is not missing here as well.
  const leaks = leaksOf(parsed, known.labels).filter(
    ({ split }) => split !== undefined || known.problems.length === 0,
  );
  return [
    ...leaks.map(({ what, mend, shown }) => ({ ...place(shown), what, mend })),
    ...neverGiven(parsed, known.labels).map((name) => ({
      ...place(`{{ ${name} }}`),
      what: `{{ ${name} }} stands here, and no label in ${labels} has it`,
      mend: 'give it to the labels, or leave it out: the judge could answer none of them',
    })),
  ];
};

/** What is wrong in the prompts of judges and in the labels they are held against. */
export const problemsOfJudges = async (
  files: Files,
  evals: readonly Eval[],
): Promise<Problem[]> => {
  const judges = ofJudges(evals);
  const reviews = evals.flatMap((check) => (check.rung === 'human' ? [check.review.labels] : []));
  const problems: Problem[] = [];
  for (const judge of judges) problems.push(...(await problemsOfPrompt(files, judge)));
  for (const path of new Set([...judges.map(({ labels }) => labels), ...reviews])) {
    problems.push(...(await readLabels(files, path)).problems);
  }
  return problems;
};
