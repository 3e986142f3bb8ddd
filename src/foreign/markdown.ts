import { clean, oneLine } from './clean.ts';
import { cutBytes, utf8Length } from './cut.ts';
import { escapePunctuation } from './html.ts';

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

/** A fence that nothing in the text can close. */
const fenceFor = (text: string, min: number): string =>
  '`'.repeat(Math.max(min, longestRun(text) + 1));

/**
 * A pipe stays in its table cell only after an odd number of backslashes: parsers differ on
 * whether one backslash escapes the next, and agree on odd numbers.
 */
const escapePipes = (text: string): string =>
  text.replace(/\\+\|?|\|/g, (run) => {
    if (!run.endsWith('|')) return run;
    const backslashes = run.slice(0, -1);
    return `${backslashes}${backslashes.length % 2 === 0 ? '\\' : '\\\\'}|`;
  });

const shown = (text: string, max: number): string => oneLine(text, max) || '(empty)';

/**
 * One line of foreign text as a code span of at most `max` characters, for a table cell, a list
 * item or a paragraph. Outside of tables a pipe is shown with its backslash.
 */
export const inlineCode = (text: string, max = 120): string => {
  const line = shown(text, max);
  const fence = fenceFor(line, 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${escapePipes(line)}${pad}${fence}`;
};

/** A fence is as long as the longest run, so a run must not be as long as the text. */
const shortenRuns = (text: string): string => text.replace(/(`{64})`+/g, '$1\uFFFD');

const language = 'text';

/** Foreign text as a fenced block of at most `maxBytes`, fences included; starts its own line. */
export const codeBlock = (text: string, maxBytes: number): string => {
  const whole = shortenRuns(clean(text));
  const fence = fenceFor(whole, 3);
  const frame = `${fence}${language}\n\n${fence}`;
  return `${fence}${language}\n${cutBytes(whole, maxBytes - utf8Length(frame))}\n${fence}`;
};

/** As `inlineCode`, for HTML: in a `<summary>` Markdown is not read, but mentions are. */
export const htmlCode = (text: string, max = 120): string =>
  `<code>${escapePunctuation(shown(text, max))}</code>`;

/** Our own words around foreign text that is already code. `summaryHtml` is one line. */
export const details = (summaryHtml: string, bodyMarkdown: string): string =>
  `<details>\n<summary>${summaryHtml}</summary>\n\n${bodyMarkdown}\n\n</details>`;
