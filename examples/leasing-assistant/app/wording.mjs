import { wordsIn } from './knowledge.mjs';

const openings = {
  plain: [
    'Thank you for writing to Juniper Court.',
    'Thanks for your message.',
    'Hello from Juniper Court.',
  ],
  friendly: ['Hi there, so glad you wrote!', 'Great to hear from you!', 'Hello and welcome!'],
};
const closings = {
  plain: 'What else would you like to know?',
  friendly: 'Anything else that would make the choice easier?',
};

// The same message always gets the same opening; a temperature above zero varies it.
const pick = (options, temperature, message) => {
  const letters = [...message].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  return options[temperature > 0 ? letters % options.length : 0];
};

const asText = ({ sentences, cite = '' }) =>
  [...sentences.map(({ sentence }) => sentence), cite].join(' ').trim();
const bodyOf = (parts) => parts.map(asText).join(' ');

/** Of the parts that can spare a sentence, the sentence that matters least. */
const leastRelevant = (parts) =>
  parts
    .filter(({ sentences }) => sentences.length > 1)
    .flatMap(({ sentences }) => sentences)
    .filter(({ relevance }) => relevance !== undefined)
    .toSorted((one, other) => one.relevance - other.relevance)[0];

/** Leaves sentences out until the limit is kept. */
const fit = (parts, maxWords) => {
  const least = wordsIn(bodyOf(parts)) > maxWords ? leastRelevant(parts) : undefined;
  if (least === undefined) return parts;
  const shorter = parts.map((part) => ({
    ...part,
    sentences: part.sentences.filter((sentence) => sentence !== least),
  }));
  return fit(shorter, maxWords);
};

/** Parts of an answer → its text, within the limit where that can be. */
export const wording = (parts, maxWords) => bodyOf(fit(parts, maxWords));

/** Opens and closes an answer. A model does not count these among the words it was allowed. */
export const withCourtesies = (body, told, { temperature }, message) => {
  const tone = told.friendly ? 'friendly' : 'plain';
  return [pick(openings[tone], temperature, message), body, closings[tone]].join(' ');
};
