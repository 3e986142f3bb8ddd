import { createHash } from 'node:crypto';

const stopWords = new Set(
  `a about all am an and any are as at be been but by can could did do does for from get give had
  has have hello hi how i if in is it its just know like long lot many may me much my need of on
  one or our out pay please s so some still tell that the their there they this to us use want was
  we what when where which who will with work would you your`.split(/\s+/),
);

const stem = (word) => word.replace(/(?:ies|y)$/, 'i').replace(/(?:ing|ed|es|s)$/, '');

/** The words of a text that carry meaning, stemmed. */
const contentWords = (text) =>
  new Set(
    (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word)).map(stem),
  );

export const wordsIn = (text) => text.split(/\s+/).filter((word) => word !== '').length;

export const sentencesOf = (text) => text.split(/(?<=\.)\s+/);

/** A document's paragraphs; between sentences, those are cut that are longer than a chunk. */
export const chunksOf = (markdown, maxWords) => {
  const pack = (chunks, sentence) => {
    const longer = [...chunks.slice(-1), sentence].join(' ');
    return wordsIn(longer) > maxWords ? [...chunks, sentence] : [...chunks.slice(0, -1), longer];
  };
  const [, ...paragraphs] = markdown.replaceAll('\r\n', '\n').trim().split(/\n\n+/);
  return paragraphs.flatMap((paragraph) => sentencesOf(paragraph).reduce(pack, []));
};

export const fingerprint = (markdown) =>
  createHash('sha256').update(markdown.replaceAll('\r\n', '\n')).digest('hex');

const readChunks = ({ documents, chunk_words: maxWords }, read) =>
  documents.flatMap(({ id, title, file, sha256 }) => {
    const markdown = read(file);
    if (fingerprint(markdown) !== sha256) {
      throw new Error(`${file} changed after the index was built: node retrieval/build.mjs`);
    }
    return chunksOf(markdown, maxWords).map((text) => ({
      id,
      title,
      text,
      words: contentWords(`${title} ${text}`),
    }));
  });

// Below this a chunk shares no more than everyday words with the question.
const leastScore = 1.5;

/** Opens the index that a manifest describes; a document that is not listed is never found. */
export const openIndex = (manifest, read) => {
  const chunks = readChunks(manifest, read);
  const rarity = (word) =>
    Math.log(chunks.length / chunks.filter(({ words }) => words.has(word)).length);
  const overlap = (query, words) =>
    [...query].filter((word) => words.has(word)).reduce((sum, word) => sum + rarity(word), 0);

  return {
    /** The chunk that shares the most telling words with a question, or undefined. */
    retrieve: (question) => {
      const query = contentWords(question);
      const scores = chunks.map(({ words }) => overlap(query, words));
      const best = Math.max(...scores);
      return best < leastScore ? undefined : chunks[scores.indexOf(best)];
    },
    wholeDocument: (id) => chunks.filter((chunk) => chunk.id === id).map(({ text }) => text),
    /** How much a sentence says about a question. */
    relevance: (question, sentence) => overlap(contentWords(question), contentWords(sentence)),
  };
};
