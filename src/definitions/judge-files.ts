import type { Files } from '../domain/definitions.ts';
import type { Eval } from '../domain/mode.ts';
import type { Problem } from '../domain/problem.ts';
import { leaksOf } from '../judges/examples.ts';
import { flawsOfPrompt, parseJudgePrompt } from '../judges/prompt.ts';
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

const problemsOfPrompt = async (files: Files, { prompt, labels }: JudgeFiles) => {
  const text = (await files.read(prompt))?.toString('utf8');
  // That there is no such file is told at the eval that names it.
  if (text === undefined) return [];
  const flaws = flawsOfPrompt(text).map((flaw) => ({ file: prompt, ...flaw }));
  if (flaws.length > 0) return flaws;
  const known = await readLabels(files, labels);
  const leaks = leaksOf(parseJudgePrompt(prompt, text), known.labels);
  return leaks.map(({ what, mend }) => ({ file: prompt, line: 1, column: 1, what, mend }));
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
