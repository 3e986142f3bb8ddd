import type { Examples } from '../../baseline/prints.ts';
import { readLabels } from '../../definitions/labels.ts';
import type { Definitions, Files } from '../../domain/definitions.ts';
import type { Label } from '../../domain/label.ts';
import type { EvalName } from '../../domain/names.ts';
import { examplesOf } from '../../judges/examples.ts';
import { parseJudgePrompt } from '../../judges/prompt.ts';
import { isJudge } from './defined.ts';

/** The examples of every judge of a side: they are part of what it asks. */
export const examplesOfJudges = async ({ evals }: Definitions, files: Files): Promise<Examples> => {
  const examples: Record<EvalName, readonly Label[]> = {};
  for (const { name, eval: check } of evals.filter(isJudge)) {
    const text = (await files.read(check.judge.prompt))?.toString('utf8') ?? '';
    const prompt = parseJudgePrompt(check.judge.prompt, text);
    if (prompt.examples.length === 0) continue;
    const { labels } = await readLabels(files, check.judge.labels);
    examples[name] = examplesOf(prompt, labels);
  }
  return examples;
};
