/** The flags of England, Scotland and Wales: all that tag characters are used for. */
const tagFlags =
  /\u{1F3F4}(?:\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073}))\u{E007F}/gu;

const zeroWidth = String.raw`[\u180E\u200B-\u200D\u2060-\u2064\uFEFF]`;

/**
 * What readers see is not what is written. Marks that scripts and emoji need are none of it: joiners
 * outside of Latin words, direction marks and isolates, a selector after its character.
 */
const signs: readonly (readonly [what: string, sign: RegExp])[] = [
  ['a character that turns text around', /\u202E/],
  ['a character that turns text around', /\u202D[^\u202C\n]{0,80}[\u0590-\u08FF]/],
  ['Unicode tag characters', /[\u{E0000}-\u{E007F}]/u],
  [
    'invisible characters inside a word',
    new RegExp(String.raw`(?<=\p{Script=Latin})${zeroWidth}+(?=\p{Script=Latin})`, 'u'),
  ],
  ['a row of invisible characters', new RegExp(`${zeroWidth}{4}`, 'u')],
  ['a row of variation selectors', /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{3}/u],
];

/** How a text hides some of itself from its readers; undefined where it does not. */
export const hiddenIn = (text: string): string | undefined => {
  const rest = text.replaceAll(tagFlags, '');
  return signs.find(([, sign]) => sign.test(rest))?.[0];
};
