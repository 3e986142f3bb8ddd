// What a model takes from a prompt. A sentence binds when it is put as a rule; one that hedges, or
// only sounds friendly, is followed when it is convenient, as with real models.
const binding = /\b(only|every|each|always|never|must|at most|no more than)\b/i;
const hedged =
  /\b(where|when|if) (it helps|you can|possible|needed)\b|\b(try to|ideally|usually)\b/i;

const sentences = (prompt) =>
  prompt
    .replaceAll(/^#.*$/gm, '')
    .split(/\n\s*\n|\n\s*(?:[-*]|\d+\.)\s+/)
    .flatMap((paragraph) => paragraph.replaceAll(/\s+/g, ' ').split(/(?<=[.!?])\s/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

const reasons = {
  person: /\b(?:asks? for|wants?)\b[^,]*\b(?:person|human|someone|one)\b/i,
  legal: /\b(lawyer|attorney|legal|lawsuit|discrimination)\b/i,
  accommodation: /\b(accommodation|disabilit(?:y|ies))\b/i,
  emergency: /\bemergenc(?:y|ies)\b/i,
};

/** The prompt as the model remembers it. */
export const readInstructions = (prompt, attention) => {
  const kept = sentences(prompt).slice(0, attention);
  const saying = (...topics) =>
    kept.filter((sentence) => topics.every((topic) => topic.test(sentence)));
  const rule = (...topics) =>
    saying(binding, ...topics)
      .filter((sentence) => !hedged.test(sentence))
      .join(' ');
  const told = (...topics) => saying(...topics).length > 0;

  const citing = /\bcite\b|\bsources?\b|\[kb:/i;
  const handingOver = rule(/\bhand over\b|handOff/i);
  const limit = /(\d+) words/.exec(rule(/\d+ words/));
  return {
    onlyReturnedTimes: rule(/\btimes?\b|\bslots?\b/i, /\breturn(?:s|ed)?\b/i) !== '',
    cites: rule(citing) === '' ? (told(citing) ? 'sometimes' : 'never') : 'always',
    citesExactly: told(citing, /\bexact(?:ly)?\b|\bas retrieved\b/i),
    keepsContactPrivate: rule(/\bphone\b|\be-?mail\b/i, /\brepeat\b|\bback\b/i) !== '',
    handsOver: Object.keys(reasons).filter((reason) => reasons[reason].test(handingOver)),
    admitsGaps: told(/\b(?:does|do) not (?:answer|know|cover|say)\b/i),
    maxWords: limit === null ? Infinity : Number(limit[1]),
    friendly: told(/\b(?:friendly|warm|cheerful)\b/i),
  };
};
