import { grouped } from './grouped.mjs';
import { sentencesOf } from './knowledge.mjs';

const gap = 'I do not have an answer to that; I can ask the leasing team for you.';
const bluff = 'That should be no problem at all.';

// Left to its own judgement, a model cites where money or permission is at stake, and leaves a
// casual yes or no without a source.
const official = /\b(?:polic(?:y|ies)|rules?|allow(?:ed)?|fees?|rent|deposit|required?)\b/i;
const yesOrNo = /(?:^|, )(?:is|are|am|do|does|can|could|may|will)\b/i;
const deservesSource = (question) => official.test(question) || !yesOrNo.test(question);

// Asked for a source but not for the retrieved ID, a model writes what the title suggests.
const fromMemory = (title) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const citation = (question, { id, title }, told) => {
  const cited = told.cites === 'always' || (told.cites === 'sometimes' && deservesSource(question));
  return cited ? `[kb:${told.citesExactly ? id : fromMemory(title)}]` : undefined;
};

/** The sentences that matter for a question, with how much, in the order of the text. */
const toThePoint = (question, text, index) => {
  const rated = sentencesOf(text).map((sentence) => ({
    sentence,
    relevance: index.relevance(question, sentence),
  }));
  const most = Math.max(...rated.map(({ relevance }) => relevance));
  return rated.filter(({ relevance }) => relevance >= most / 3);
};

const answerFrom = (chunk, question, told, index) => {
  const brief = Number.isFinite(told.maxWords);
  const text = brief ? chunk.text : index.wholeDocument(chunk.id).join(' ');
  return {
    sentences: brief
      ? toThePoint(question, text, index)
      : sentencesOf(text).map((sentence) => ({ sentence })),
    cite: citation(question, chunk, told),
    document: { id: chunk.id, text: chunk.text },
  };
};

/** The parts of an answer to questions about the community, one for each chunk they lead to. */
export const answerFromKnowledge = (questions, told, index) => {
  const found = questions.map((question) => ({ question, chunk: index.retrieve(question) }));
  return [...grouped(found, ({ chunk }) => chunk)].map(([chunk, asked]) => {
    const question = asked.map((one) => one.question).join(' ');
    return chunk === undefined
      ? { sentences: [{ sentence: told.admitsGaps ? gap : bluff }] }
      : answerFrom(chunk, question, told, index);
  });
};
