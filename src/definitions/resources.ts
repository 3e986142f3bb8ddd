import { Unusable, type Resources } from '../domain/assertion.ts';
import type { Files } from '../domain/definitions.ts';
import { missingFile } from './paths.ts';

type Read = {
  files: Files;
  tree: ReadonlyMap<string, string>;
  corpora: ReadonlyMap<string, ReadonlySet<string>>;
};

/** What an assertion is made ready with when nothing is to be judged: no code of the team's runs. */
export const trialResources = ({ files, tree, corpora }: Read): Resources => {
  const present = (path: string): void => {
    const words = missingFile(tree, path);
    if (words !== undefined) throw new Unusable(words.what, words.mend);
  };
  return {
    async text(path) {
      present(path);
      return (await files.read(path))?.toString() ?? '';
    },
    async corpus(name) {
      const ids = corpora.get(name);
      if (ids === undefined) throw new Unusable('the corpus cannot be read', 'mend it', 'corpus');
      return ids;
    },
    call(file) {
      present(file);
      return () => Promise.reject(new Error('nothing is judged here'));
    },
  };
};
