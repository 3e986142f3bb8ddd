import { codeBlock, details, htmlCode, inlineCode } from '../foreign/markdown.ts';
import { opinionMark } from '../reports/words/mode-name.ts';
import { fit, sizeOf } from '../reports/fit.ts';
import { dollars, plural } from '../reports/words/numbers.ts';
import { candidatesText, isReady } from './candidates.ts';
import type { Debt } from './debt.ts';
import { shareText } from './words.ts';

const mostFailing = 3;
const excerptBytes = 1_500;

const free = (debt: Debt): string =>
  isReady(debt) ? 'Code decides the same for free' : 'Code would decide for free';

const catches = (debt: Debt): string => {
  const { mode, judge, place } = debt;
  return [
    '## What it catches',
    `**${inlineCode(mode.name)}**${mode.opinion ? opinionMark : ''}`,
    codeBlock(mode.definition, 2_000),
    `A model decides it: the prompt ${inlineCode(judge.prompt, 200)} on the model ${inlineCode(judge.model)}, in ${inlineCode(`${place.file}:${place.line}`, 200)}. ${free(debt)}, at once, and the same way each time.`,
  ].join('\n\n');
};

const costText = ({ calls, usd }: Debt['cost']): string =>
  `${plural(calls, 'model call')}${usd === undefined ? '' : `, ${dollars(usd)}`} in the last run`;

const agreementLines = ({ agreement, eval: name }: Debt): string[] => {
  if (agreement === undefined) {
    return [
      `- Agreement with people: never measured. \`npx failmode calibrate ${name}\` measures it.`,
    ];
  }
  const { tpr, tnr, labels, at } = agreement;
  return [
    `- Of what people pass it passes ${shareText(tpr)}`,
    `- Of what people fail it fails ${shareText(tnr)}`,
    `- Measured on ${plural(labels, 'label')} on ${inlineCode(at.slice(0, 10))}`,
  ];
};

const worth = (debt: Debt): string =>
  [
    '## What it costs, and how far it agrees with people',
    [`- Cost: ${costText(debt.cost)}`, ...agreementLines(debt)].join('\n'),
  ].join('\n\n');

const titled = (title: string, text: string): string =>
  text === '' ? `${title}: empty.` : `${title}\n\n${codeBlock(text, excerptBytes)}`;

const example = (one: NonNullable<Debt['failing']>[number]): string =>
  details(
    `<b>${htmlCode(one.case)}</b> ${htmlCode(one.critique, 140)}`,
    [
      titled('**Input**', one.input),
      titled('**Output**', one.output),
      titled('**Critique**', one.critique),
    ].join('\n\n'),
  );

const shownOf = (failing: NonNullable<Debt['failing']>, bytes: number): string[] => {
  if (failing.length === 0) return ['No case failed in the last run.'];
  const { texts } = fit(failing.slice(0, mostFailing), example, bytes);
  const left = failing.length - texts.length;
  const rest = `and ${plural(left, 'more failing case')}: the run's report has them.`;
  return left > 0 ? [...texts, rest] : texts;
};

const examples = ({ failing }: Debt, bytes: number): string =>
  [
    '## Failing examples',
    ...(failing === undefined
      ? ['The examples are in the report of the last run.']
      : shownOf(failing, bytes)),
  ].join('\n\n');

const refusal = ({ place }: Debt): string =>
  [
    '## How to say no',
    `Some things only a model can tell. Then write this to the eval in ${inlineCode(place.file, 200)}; the issue is closed as not planned:`,
    codeBlock('convert: { status: not-convertible, reason: "why no code can tell" }', 400),
  ].join('\n\n');

const foot =
  '<sub>Failmode keeps this part of the issue up to date. What is written above or below it stays, and so do title, labels, milestone and assignees.</sub>';

/** What an issue says of its eval, within `bytes`: Markdown in which all foreign text is inert. */
export const sectionOf = (debt: Debt, bytes: number): string => {
  const fixed = [catches(debt), worth(debt), refusal(debt), foot];
  const room = bytes - fixed.reduce((sum, text) => sum + sizeOf(text), 0) - 600;
  const [what, cost, no] = fixed;
  const code = candidatesText(debt.candidates, debt, room * 0.6);
  const failing = examples(debt, room - sizeOf(code));
  const parts = isReady(debt)
    ? [code, what, cost, failing, no, foot]
    : [what, cost, failing, code, no, foot];
  return parts.join('\n\n');
};
