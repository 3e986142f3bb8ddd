import type { Files } from '../domain/definitions.ts';
import { labelSchema, type Label } from '../domain/label.ts';
import type { Problem } from '../domain/problem.ts';
import { readJsonl } from './jsonl.ts';
import { problemList } from './problems.ts';

/** People's verdicts, in the order of their first lines; of lines with one id the last counts. */
export type ReadLabels = { labels: Label[]; problems: Problem[] };

/** Reads a file of labels; one that is not there has none. */
export const readLabels = async (files: Files, path: string): Promise<ReadLabels> => {
  const labels = new Map<string, Label>();
  const problems = problemList();
  for await (const line of readJsonl(files, path, labelSchema)) {
    if ('problems' in line) problems.add(line.problems);
    else labels.set(line.value.id, line.value);
  }
  return { labels: [...labels.values()], problems: problems.all() };
};
