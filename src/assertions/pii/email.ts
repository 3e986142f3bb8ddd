// Every repeat has a bound, so that a long text without an address takes linear time.
const local = String.raw`(?<![\p{L}\p{N}_@])[\p{L}\p{N}][\p{L}\p{N}._+'-]{0,63}`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
const end = String.raw`(?![\p{L}\p{N}_])`;

const plain = new RegExp(
  String.raw`${local}(?:@|%40|&#0*64;|&#x0*40;|&commat;)(?:${label}\.){1,8}\p{L}{2,24}${end}`,
  'giu',
);

const bracketed = new RegExp(
  String.raw`${local}\s{0,2}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,2}(?:${label}\s{0,2}(?:\.|[\[({<]\s?(?:dot|\.)\s?[\])}>]|\sdot\s)\s{0,2}){1,4}\p{L}{2,24}${end}`,
  'giu',
);

/** Spelled out in words alone, only the best-known endings are taken for an address. */
const spoken = new RegExp(
  String.raw`${local}\sat\s(?:${label}(?:\sdot\s|\.)){0,2}${label}\sdot\s(?:com|net|org|edu|gov|io|co|info|biz|dev|app|uk|de|fr|es|it|nl|ch|eu|ca|au|in|us)${end}`,
  'giu',
);

/** Names of files (`logo@2x.png`), and the user of an address for Git, which is nobody's. */
const noAddress =
  /\.(?:png|jpe?g|gif|webp|svg|avif|ico|css|[mc]?js|tsx?|jsx|json|ya?ml|txt|html?|tgz)$|^git@/i;

/** Each shape, and what every text has that holds one: most texts need not be searched at all. */
const shapes = [
  { shape: plain, needs: /@|%40|&#|&commat;/i },
  { shape: bracketed, needs: /[[({<]\s?(?:at|@)\s?[\])}>]/i },
  { shape: spoken, needs: /\sdot\s/i },
];

export const findEmails = (text: string): string[] =>
  shapes
    .filter(({ needs }) => needs.test(text))
    .flatMap(({ shape }) => [...text.matchAll(shape)].map(([found]) => found))
    .filter((found) => !noAddress.test(found));
