import * as z from 'zod';
import { readYaml } from '../definitions/document.ts';
import { choice, code, didYouMean } from '../definitions/words.ts';
import { Failure } from '../domain/failure.ts';
import type { Problem } from '../domain/problem.ts';

/** What a judge's prompt may show, as `{{ name }}`. */
const variables = [
  'input',
  'output',
  'reference',
  'messages',
  'documents',
  'tool_calls',
  'examples',
] as const;
export type JudgeVariable = (typeof variables)[number];

/** The prompt of a judge, as its file has it. */
export type JudgePrompt = {
  /** Where it came from, for messages. */
  file: string;
  /** What stands under the front matter. */
  text: string;
  variables: readonly JudgeVariable[];
  /** Ids of the labels that are shown as examples. */
  examples: readonly string[];
};

/** What is wrong with a prompt; line and column are 1-based. */
export type PromptFlaw = Pick<Problem, 'line' | 'column' | 'what' | 'mend'>;

const frontMatter = z
  .strictObject({
    examples: z.array(z.string().min(1)).default([]).describe('Ids of labels of the split `train`'),
  })
  .nullable();

const matter = /^---[ \t]*\r?\n(?<yaml>[\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/;

/** Every pair of braces, also one that is not closed: a slip would hide the output from the judge. */
const braces = /\{\{(?<name>[^{}\n]*)\}\}|\{\{/g;

const isVariable = (name: string): name is JudgeVariable =>
  variables.some((known) => known === name);

const mendName = (name: string): string => {
  const [whole = ''] = name.split('.');
  if (isVariable(whole)) return `write {{ ${whole} }}: a judge is shown all of it`;
  return didYouMean(name, variables, `write ${choice(variables)}`);
};

const flawOfBraces = (
  name: string | undefined,
): Omit<PromptFlaw, 'line' | 'column'> | undefined => {
  if (name === undefined) {
    return { what: '`{{` is not closed', mend: 'write a variable as {{ output }}' };
  }
  const bare = name.trim();
  if (isVariable(bare)) return undefined;
  return { what: `there is no variable ${code(bare)}`, mend: mendName(bare) };
};

const placeIn = (text: string, offset: number): Pick<PromptFlaw, 'line' | 'column'> => {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** Where a prompt shows some words, over whichever lines they go; its start where it does not. */
export const placeOfWords = (text: string, words: string): Pick<PromptFlaw, 'line' | 'column'> => {
  const pattern = words
    .trim()
    .split(/\s+/)
    .map(escaped)
    .join(String.raw`\s+`);
  const whole = new RegExp(String.raw`(?<![\w-])${pattern}(?![\w-])`);
  return placeIn(text, Math.max(0, text.search(whole)));
};

/** What is wrong with a prompt as a whole. */
const flawsOfUse = (used: readonly JudgeVariable[], examples: readonly string[]): PromptFlaw[] => {
  const flaws: Omit<PromptFlaw, 'line' | 'column'>[] = [];
  if (!used.some((name) => ['output', 'messages', 'tool_calls'].includes(name))) {
    const mend = 'write {{ output }}, {{ messages }} or {{ tool_calls }} where it is to be shown';
    flaws.push({ what: 'the prompt shows nothing to judge', mend });
  }
  if (examples.length > 0 && !used.includes('examples')) {
    const mend = 'write {{ examples }} where they are to be shown';
    flaws.push({ what: 'the examples are shown nowhere', mend });
  }
  if (examples.length === 0 && used.includes('examples')) {
    const mend = 'name labels in the front matter: `examples: [id]`';
    flaws.push({ what: '{{ examples }} stands here, and there are none', mend });
  }
  return flaws.map((flaw) => ({ line: 1, column: 1, ...flaw }));
};

type Reading = Omit<JudgePrompt, 'file'> & { flaws: PromptFlaw[] };

const readPrompt = (written: string): Reading => {
  const whole = written.replace(/^\uFEFF/, '');
  const head = matter.exec(whole);
  const start = head?.[0].length ?? 0;
  // The empty line stands for the first `---`, so that lines are counted as in the file.
  const front = readYaml('', `\n${head?.groups?.['yaml'] ?? ''}`, frontMatter);
  const text = whole.slice(start);
  const found = [...text.matchAll(braces)];
  const names = found.map(({ groups }) => groups?.['name']);
  const used = [...new Set(names.map((name) => name?.trim() ?? '').filter(isVariable))];
  const examples = front.value?.examples ?? [];
  const flaws = [
    ...front.problems.map(({ line, column, what, mend }) => ({ line, column, what, mend })),
    ...found.flatMap(({ index }, at): PromptFlaw[] => {
      const flaw = flawOfBraces(names[at]);
      return flaw === undefined ? [] : [{ ...placeIn(whole, start + index), ...flaw }];
    }),
  ];
  return {
    text: text.trim(),
    variables: used,
    examples,
    // What is misspelt above would be told again as missing.
    flaws: flaws.length > 0 ? flaws : flawsOfUse(used, examples),
  };
};

/** All that is wrong with the text of a judge's prompt. */
export const flawsOfPrompt = (text: string): PromptFlaw[] => readPrompt(text).flaws;

/** Reads a judge's prompt. Throws a `Failure` that says where and how to mend it. */
export const parseJudgePrompt = (file: string, text: string): JudgePrompt => {
  const { flaws, ...prompt } = readPrompt(text);
  const [flaw] = flaws;
  if (flaw === undefined) return { file, ...prompt };
  const place = `${file}:${flaw.line}:${flaw.column}`;
  throw new Failure(`${place}: the judge's prompt cannot be used`, flaw.what, flaw.mend);
};

/** The prompt's text with each variable replaced, in one pass: braces in a value are text. */
export const fillPrompt = ({ text }: JudgePrompt, show: (name: JudgeVariable) => string): string =>
  text.replace(braces, (match, given: string | undefined, offset: number) => {
    const name = given?.trim() ?? '';
    if (!isVariable(name)) return match;
    const before = offset === 0 || text[offset - 1] === '\n' ? '' : '\n';
    const after = /^(?:\r?\n|$)/.test(text.slice(offset + match.length)) ? '' : '\n';
    return `${before}${show(name)}${after}`;
  });
