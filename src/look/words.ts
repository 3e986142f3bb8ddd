/** Words with their weights. */
export type Vector = ReadonlyMap<string, number>;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also an and any are as at be been before but by can could did do does for
  from get gets give given gives had has have he her here him his how i if in into is it its just me
  more most my no not now of on one only or other our out over said same say says she should so some
  such than that the their them then there they this those to too under up us user very was we were
  what when where which while who why will with would you your answer assistant model trace`.split(
    /\s+/,
  ),
);

const endings = /(?:ings?|edly|ed|ies|es|s|ly)$/;

/** `booked`, `booking` and `bookings` are one word here. */
const stem = (word: string): string => {
  const short = word.replace(endings, '');
  return short.length < 3 ? word : short;
};

export type Word = { stem: string; word: string };

const carriesMeaning = (word: string): boolean => !stopWords.has(word) && !/^[a-z]$/.test(word);

/** The words of a text that carry meaning. */
export const wordsOf = (text: string): Word[] =>
  [...segmenter.segment(text.normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .filter(carriesMeaning)
    .map((word) => ({ stem: stem(word), word }));

const norm = (vector: Vector): number =>
  Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight ** 2, 0));

/** How alike two texts are, from 0 to 1. */
export const cosine = (one: Vector, other: Vector): number => {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let sum = 0;
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0);
  return sum === 0 ? 0 : sum / (norm(one) * norm(other));
};

export const sumOf = (vectors: readonly Vector[]): Vector => {
  const sum = new Map<string, number>();
  for (const vector of vectors) {
    for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight);
  }
  return sum;
};

const countOf = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** Texts as vectors: a word weighs more the fewer of the texts have it (TF-IDF). */
export const weigh = (texts: readonly (readonly Word[])[]): Vector[] => {
  const stems = texts.map((words) => words.map((word) => word.stem));
  const having = countOf(stems.flatMap((words) => [...new Set(words)]));
  const weightOf = (word: string, count: number): number =>
    (1 + Math.log(count)) * Math.log(1 + texts.length / (having.get(word) ?? 1));
  return stems.map(
    (words) => new Map([...countOf(words)].map(([word, count]) => [word, weightOf(word, count)])),
  );
};
