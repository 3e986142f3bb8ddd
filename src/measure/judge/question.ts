import { fingerprint } from '../../baseline/fingerprint.ts';
import type { Rules } from '../../decide/rules.ts';
import { readLabels } from '../../definitions/labels.ts';
import type { Model } from '../../domain/config.ts';
import type { Files } from '../../domain/definitions.ts';
import { Failure } from '../../domain/failure.ts';
import type { Label } from '../../domain/label.ts';
import { examplesOf } from '../../judges/examples.ts';
import { parseJudgePrompt, type JudgePrompt } from '../../judges/prompt.ts';
import type { Side } from '../sides.ts';
import { isJudge, type DefinedJudge } from './defined.ts';
import { heldLabels, type Held } from './held.ts';

/** All that a judge is: what it asks, whom, and the people it is held against. */
export type JudgeQuestion = {
  prompt: JudgePrompt;
  examples: Label[];
  model: Model;
  /** Of prompt, examples, model and parameters: a judge with the same print is the same judge. */
  print: string;
  labels: Label[];
  held: Held;
  /** Of the labels it is held against. */
  labelsPrint: string;
  /** By the change's own labels, where these are other ones. */
  proposed: Pick<JudgeQuestion, 'held' | 'labelsPrint'> | undefined;
};

const textOf = async (files: Files, path: string): Promise<string> => {
  const bytes = await files.read(path);
  if (bytes !== undefined) return bytes.toString('utf8');
  throw new Failure(`there is no judge prompt ${path}`, 'no such file', 'correct `judge.prompt`');
};

/** People's verdicts that count: a change is judged by those of its base, where that has the judge. */
const labelsFor = async (
  { name, eval: check }: DefinedJudge,
  head: Side,
  base: Side | undefined,
): Promise<Label[]> => {
  const before = base?.definitions.evals.find((one) => one.name === name);
  const { labels } =
    base !== undefined && before !== undefined && isJudge(before)
      ? await readLabels(base.files, before.eval.judge.labels)
      : await readLabels(head.files, check.judge.labels);
  return labels;
};

/** Reads all that a judge is. The prompt and its examples are the head's, the labels the base's. */
export const readQuestion = async (
  defined: DefinedJudge,
  { head, base, rules }: { head: Side; base: Side | undefined; rules: Rules },
): Promise<JudgeQuestion> => {
  const { prompt: path, model: name, labels: labelsPath } = defined.eval.judge;
  const text = await textOf(head.files, path);
  const prompt = parseJudgePrompt(path, text);
  const own = prompt.examples.length > 0 ? await readLabels(head.files, labelsPath) : undefined;
  const examples = examplesOf(prompt, own?.labels ?? []);
  const model = rules.models[name];
  if (model === undefined) {
    throw new Failure(`there is no model ${name}`, 'the judge names it', 'correct `judge.model`');
  }
  const labels = await labelsFor(defined, head, base);
  const held = heldLabels(labels);
  const proposed = heldLabels((await readLabels(head.files, labelsPath)).labels);
  const { model: id, base_url, params, recorded } = model;
  // Replies recorded before decide as much as the model does; those of the base count.
  const replies = recorded === undefined ? undefined : (base ?? head).tree.get(recorded);
  return {
    prompt,
    examples,
    model,
    print: fingerprint({ text, examples, model: { id, base_url, params }, replies }),
    labels,
    held,
    labelsPrint: fingerprint(held.labels),
    proposed:
      fingerprint(proposed.labels) === fingerprint(held.labels)
        ? undefined
        : { held: proposed, labelsPrint: fingerprint(proposed.labels) },
  };
};
