import { loadCorpus } from '../definitions/corpus.ts';
import { Unusable, type Resources } from '../domain/assertion.ts';
import type { Definitions, Files } from '../domain/definitions.ts';
import { programEnvironment } from '../targets/environment.ts';
import { moduleCalls } from './module-calls.ts';

/** The side whose checks read. */
type Reading = { files: Files; definitions: Definitions };

const notThere = (path: string): Unusable =>
  new Unusable(`there is no file ${path}`, "write its path from the repository's root", 'file');

const resourcesOf =
  (calls: ReturnType<typeof moduleCalls>) =>
  (head: Reading, corpora: Files): Resources => ({
    async text(path) {
      const bytes = await head.files.read(path);
      if (bytes === undefined) throw notThere(path);
      return bytes.toString('utf8');
    },
    async corpus(name) {
      const corpus = head.definitions.config.corpora[name];
      if (corpus === undefined) {
        throw new Unusable(`there is no corpus \`${name}\``, 'define it in `corpora`', 'corpus');
      }
      return loadCorpus(corpora, corpus);
    },
    call: (file) => calls.call(file),
  });

type Env = Readonly<Record<string, string | undefined>>;

/** What assertions may read, with the process in which the team's own code runs; `close` ends it. */
export const openResources = (root: string, env: Env, worker: string) => {
  const calls = moduleCalls({ worker, root, env: programEnvironment(env, []) });
  return { resources: resourcesOf(calls), close: () => calls.close() };
};
