import type { Config } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import { loadCorpus } from './corpus.ts';

/** The document ids of every corpus of `failmode.yml`. Throws an `Unusable`. */
export const loadCorpora = async (
  files: Files,
  { corpora }: Config,
): Promise<Map<string, ReadonlySet<string>>> => {
  const loaded = new Map<string, ReadonlySet<string>>();
  for (const [name, corpus] of Object.entries(corpora)) {
    loaded.set(name, await loadCorpus(files, corpus));
  }
  return loaded;
};
