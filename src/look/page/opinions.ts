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
