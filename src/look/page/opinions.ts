/** Words by which a source names what people or judges thought of a trace. */
const opinions: ReadonlySet<string> = new Set(
  `score scores comment comments feedback annotation annotations annotator label labels verdict
  verdicts rating ratings note notes judge judges judgement judgment eval evals evaluation
  evaluations evaluator grade grades grader correct incorrect thumb thumbs`.split(/\s+/),
);

/** `isCorrect_v2` is of the words `is`, `correct` and `v`. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];

/** Whether metadata of this name is kept until the reader has judged: it must not lead them. */
export const isOpinion = (name: string): boolean =>
  wordsOf(name).some((word) => opinions.has(word));

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean => isFields(value) && Object.keys(value).length === 0;

/** Metadata in two, at any depth: what was recorded, and what people or judges thought of it. */
export const split = (metadata: Fields): { facts: Fields; opinions: Fields } => {
  const [facts, thoughts]: [Fields, Fields] = [{}, {}];
  for (const [name, value] of Object.entries(metadata)) {
    if (isOpinion(name)) thoughts[name] = value;
    else if (isFields(value)) {
      const inner = split(value);
      if (!isNothing(inner.facts) || isNothing(value)) facts[name] = inner.facts;
      if (!isNothing(inner.opinions)) thoughts[name] = inner.opinions;
    } else facts[name] = value;
  }
  return { facts, opinions: thoughts };
};
