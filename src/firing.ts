import { fileURLToPath } from 'node:url';
import type { Definitions } from './domain/definitions.ts';
import { filesOfCheckout } from './edge/files.ts';
import type { Git } from './edge/git.ts';
import { openResources } from './edge/resources.ts';
import type { Signals } from './look/facts.ts';
import { firesOn } from './look/fires.ts';
import type { Traces } from './look/traces.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where failure modes fire by their code, as this checkout defines them: some of it is worth reading. */
export const firing = async (
  git: Git,
  env: Env,
  definitions: Definitions,
  traces: Traces,
): Promise<Map<string, Signals>> => {
  const worker = fileURLToPath(new URL('./worker.js', import.meta.url));
  const files = filesOfCheckout(git);
  const { resources, close } = openResources(git.root, env, worker);
  try {
    return await firesOn(traces, definitions, resources({ files, definitions }, files));
  } finally {
    await close();
  }
};
