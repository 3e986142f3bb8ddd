/** Keys and tokens that their vendors gave a shape of its own; a group before is kept. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g,
  /(?<![A-Za-z0-9-])sk-[\w-]{16,}/g,
  /(?<![A-Za-z0-9])[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /(?<![A-Za-z0-9])A[KS]IA[0-9A-Z]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}/g,
  /(?<![A-Za-z0-9])github_pat_\w{20,}/g,
  /(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /(?<![A-Za-z0-9])AIza[\w-]{30,}/g,
  /(?<=\bBearer\s+)(?:(?=[^\s"']*\d)[\w.~+/=-]{8,}|[\w.~+/=-]{24,})/gi,
];

/** The keys, tokens and private keys in a text, each as it is written. */
export const findSecrets = (text: string): string[] =>
  shapes.flatMap((shape) => text.match(shape) ?? []);
