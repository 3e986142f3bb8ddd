import type { AssertionEntry } from '../../domain/assertion.ts';
import { either, listFamily } from '../family.ts';
import { minimumSupport } from '../limits.ts';
import type { Sample } from '../sample.ts';
import { isPlain } from './plain.ts';

/** Markdown: a list, a numbered list, a heading, a table's second row, a fence of code, bold text. */
const markdown: readonly AssertionEntry[] = [
  '^[ \\t]*[-*+•][ \\t]',
  '^[ \\t]*[0-9]{1,2}[.)][ \\t]',
  '^#{1,6}[ \\t]',
  '^[ \\t]*\\|?[ \\t]*:?-{3,}:?[ \\t]*\\|',
  '^[ \\t]*```',
  '\\*\\*[^*\\n]+\\*\\*',
].map((pattern) => ({ type: 'regex', pattern, flags: 'm' }));

const wordsAtAnEnd = 3;

/** How a text begins, in one word and more. */
const beginnings = (text: string): string[] =>
  Array.from(
    { length: wordsAtAnEnd },
    (_, more) => new RegExp(`^\\S+(?:[^\\S\\n]+\\S+){${more}}`).exec(text)?.[0] ?? '',
  );

/** How a text ends: in a mark, or in one word and more. */
const endings = (text: string): string[] => [
  /[^\p{L}\p{N}\s]$/u.exec(text)?.[0] ?? '',
  ...Array.from({ length: wordsAtAnEnd }, (_, more) => lastWords(text, more + 1)),
];

const lastWords = (text: string, count: number): string => {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const words = line.split(/(?<=\s)(?=\S)/);
  return words.length < count ? '' : words.slice(-count).join('').trimStart();
};

/** What several texts have, shortest first. */
const frequent = (texts: readonly string[], endsOf: (text: string) => string[]): string[] => {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const end of new Set(endsOf(text.toLowerCase())))
      counts.set(end, (counts.get(end) ?? 0) + 1);
  return [...counts]
    .filter(([end, count]) => count >= minimumSupport && isPlain(end))
    .map(([end]) => end)
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
};

const ends = ({ texts }: Sample): AssertionEntry[] => [
  ...frequent(texts, beginnings).map((value) => ({
    type: 'starts-with',
    value,
    ignore_case: true,
  })),
  ...frequent(texts, endings).map((value) => ({ type: 'ends-with', value, ignore_case: true })),
];

/** JSON or not, Markdown or not, and how an answer begins and ends. */
export const structure = listFamily('structure', (sample) =>
  [{ type: 'json' }, ...markdown, ...ends(sample)].map(either),
);
