import { countOf, has, bitsOf, bitsWhere, type Bits } from '../bits.ts';
import { minimumSupport, mostWords } from '../limits.ts';
import type { Sample } from '../sample.ts';
import { isPlain } from './plain.ts';

/** A phrase in small letters, and the examples whose text has it. */
export type Phrase = { phrase: string; words: number; there: Bits };

/** Phrases that the same texts have as words, plain ones first. */
export type Term = { phrases: [Phrase, ...Phrase[]]; there: Bits };

/** A word of a text, by where it stands; `isFrequent`: so is the run of words found last from it. */
type Word = { start: number; end: number; isFrequent: boolean };

/** What stands between white space and quotation marks, without the punctuation around it. */
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[^\s"“”]+/g)].flatMap(({ 0: raw, index }): Word[] => {
    if (!isPlain(raw)) return [{ start: index, end: index + raw.length, isFrequent: false }];
    const start = index + (/^[.,;:!?()'’…*]+/.exec(raw)?.[0].length ?? 0);
    const end = index + raw.replace(/[.,;:!?()'’…*]+$/, '').length;
    return start < end ? [{ start, end, isFrequent: true }] : [];
  });

const sentenceEnd = /[.;:!?)"”…*]\s/;

/** The run of words that begins at one; undefined where it cannot be frequent, or is no phrase. */
const runAt = (text: string, words: readonly Word[], from: number, count: number) => {
  const [first, second, last] = [words[from], words[from + 1], words[from + count - 1]];
  if (first?.isFrequent !== true || last === undefined) return undefined;
  if (count > 1 && second?.isFrequent !== true) return undefined;
  const run = text.slice(first.start, last.end);
  return sentenceEnd.test(run) || !isPlain(run) ? undefined : run;
};

/**
 * The runs of so many words that enough texts have, and by which. A run is frequent only where the
 * shorter runs in it are (Apriori): the words remember what was found of them.
 */
const runsOf = (
  texts: readonly string[],
  split: readonly Word[][],
  count: number,
  enough: number,
): [phrase: string, texts: number[]][] => {
  const found = new Map<string, number[]>();
  const runs = split.map((words, text) =>
    words.map((_, from) => runAt(texts[text] ?? '', words, from, count)),
  );
  for (const [text, inText] of runs.entries())
    for (const run of new Set(inText)) {
      if (run === undefined) continue;
      const known = found.get(run);
      if (known === undefined) found.set(run, [text]);
      else known.push(text);
    }
  const isFrequent = (run = ''): boolean => (found.get(run)?.length ?? 0) >= enough;
  for (const [text, words] of split.entries())
    for (const [at, word] of words.entries()) word.isFrequent = isFrequent(runs[text]?.[at]);
  return [...found].filter(([run]) => isFrequent(run));
};

const plainest = (a: Phrase, b: Phrase): number =>
  a.words - b.words || a.phrase.length - b.phrase.length || (a.phrase < b.phrase ? -1 : 1);

const shortest = 3;

/** The phrases of one to four words that enough texts have. The texts are in small letters. */
const phrasesOf = (texts: readonly string[], enough: number): Phrase[] => {
  const split = texts.map(wordsOf);
  const phrases: Phrase[] = [];
  for (let words = 1; words <= mostWords; words += 1)
    for (const [phrase, there] of runsOf(texts, split, words, enough))
      if (phrase.length >= shortest)
        phrases.push({ phrase, words, there: bitsOf(texts.length, there) });
  return phrases;
};

/** The frequent phrases by the texts that have them as words. */
export const termsOf = (texts: readonly string[], { whole }: Sample): Term[] => {
  const rarer = Math.min(countOf(whole.fails), countOf(whole.passes));
  const enough = Math.max(minimumSupport, Math.ceil(rarer / 20));
  const terms = new Map<string, Term>();
  for (const phrase of phrasesOf(texts, enough).toSorted(plainest)) {
    const key = phrase.there.join(' ');
    const same = terms.get(key);
    if (same === undefined) terms.set(key, { phrases: [phrase], there: phrase.there });
    else same.phrases.push(phrase);
  }
  return [...terms.values()];
};

/**
 * The phrase of a term that is found where its words are and nowhere else, since `contains` finds it
 * inside of longer words as well; if none is, the one found least. With the texts it is found in.
 */
export const leastAmbiguous = ({ phrases, there }: Term, texts: readonly string[]): Phrase => {
  let [found] = phrases;
  let fewest = Infinity;
  for (const one of phrases) {
    const read = bitsWhere(
      texts.length,
      (index) => has(there, index) || texts[index]?.includes(one.phrase) === true,
    );
    const count = countOf(read);
    if (count < fewest) [found, fewest] = [{ ...one, there: read }, count];
    if (count === countOf(there)) break;
  }
  return found;
};
