import type { Finding } from './issues.ts';
import type { Path } from './path.ts';
import { missingFile } from './paths.ts';
import { code, didYouMean, names } from './words.ts';

/** What the parts of the definitions may name. */
export type Known = {
  tree: ReadonlyMap<string, string>;
  /** Undefined where it cannot be read: then no name is called unknown. */
  targets: readonly string[] | undefined;
  models: readonly string[] | undefined;
  corpora: readonly string[] | undefined;
};

/** A name that must be one of those that are known. */
export const unknownName = (
  noun: string,
  name: string,
  known: readonly string[] | undefined,
  path: Path,
): Finding[] => {
  if (known === undefined || known.includes(name)) return [];
  const none = `define it in \`${noun === 'corpus' ? 'corpora' : `${noun}s`}\` of the configuration`;
  const mend = didYouMean(name, known, known.length === 0 ? none : `there is ${names(known)}`);
  return [{ path, what: `there is no ${noun} ${code(name)}`, mend }];
};

export const missingFileAt = (tree: Known['tree'], path: string, at: Path): Finding[] => {
  const words = missingFile(tree, path);
  return words === undefined ? [] : [{ path: at, ...words }];
};
