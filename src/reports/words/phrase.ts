/**
 * What a report says, before a surface says it: own words, foreign text, and commits apart, so that
 * Markdown, HTML and the terminal each quote foreign text in their own safe way.
 */
export type Part =
  | string
  | { strong: string }
  | { foreign: string; max: number }
  | { commit: string };
export type Phrase = readonly Part[];

/** How a surface says each kind of part. */
export type Voice = {
  own: (text: string) => string;
  strong: (text: string) => string;
  foreign: (text: string, max: number) => string;
  commit: (sha: string) => string;
};

/** Foreign text of at most `max` characters. */
export const quoted = (text: string, max = 120): Phrase => [{ foreign: text, max }];

/** Own words that must not be missed. */
export const strong = (text: string): Phrase => [{ strong: text }];

export const commit = (sha: string): Phrase => [{ commit: sha }];

const phraseOf = (value: string | number | Phrase): Phrase =>
  typeof value === 'string'
    ? quoted(value)
    : typeof value === 'number'
      ? [value.toLocaleString('en-US')]
      : value;

/** A template whose words are our own. A string put into it is foreign; own words go in as phrases. */
export const say = (
  words: TemplateStringsArray,
  ...values: readonly (string | number | Phrase)[]
): Phrase =>
  words.flatMap((word, index) => {
    const value = values[index];
    return [word, ...(value === undefined ? [] : phraseOf(value))];
  });

export const joined = (phrases: readonly Phrase[], separator: string): Phrase =>
  phrases.flatMap((phrase, index) => (index === 0 ? phrase : [separator, ...phrase]));

/** The first `most` of these, and how many more there are. */
export const firstOf = (phrases: readonly Phrase[], most: number): Phrase => {
  const shown = joined(phrases.slice(0, most), ', ');
  const left = phrases.length - most;
  return left > 0 ? [...shown, ` and ${left.toLocaleString('en-US')} more`] : shown;
};

/** The first `most` names, each of at most `max` characters, and how many more there are. */
export const listed = (names: readonly string[], most: number, max = 60): Phrase =>
  firstOf(
    names.map((name) => quoted(name, max)),
    most,
  );

const spokenPart = (part: Part, voice: Voice): string => {
  if (typeof part === 'string') return voice.own(part);
  if ('strong' in part) return voice.strong(part.strong);
  return 'commit' in part ? voice.commit(part.commit) : voice.foreign(part.foreign, part.max);
};

export const spoken = (phrase: Phrase, voice: Voice): string =>
  phrase.map((part) => spokenPart(part, voice)).join('');
