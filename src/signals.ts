import { fileURLToPath } from 'node:url';
import type { Baseline } from './domain/baseline.ts';
import type { Definitions } from './domain/definitions.ts';
import { filesOfCheckout } from './edge/files.ts';
import type { Git } from './edge/git.ts';
import { openResources } from './edge/resources.ts';
import { disagreementsOf } from './look/disagreements.ts';
import type { Signals } from './look/facts.ts';
import { signalsOn } from './look/signals.ts';
import type { Traces } from './look/traces.ts';

export type Signalling = {
  git: Git;
  env: Readonly<Record<string, string | undefined>>;
  definitions: Definitions;
  /** The latest run of the branch whose runs count. */
  latest: Baseline | undefined;
};

/** Which traces are worth reading, by the evals of this checkout and what their judges said before. */
export const signalsIn = async (
  { git, env, definitions, latest }: Signalling,
  traces: Traces,
): Promise<Map<string, Signals>> => {
  const worker = fileURLToPath(new URL('./worker.js', import.meta.url));
  const files = filesOfCheckout(git);
  const disagreeOn = await disagreementsOf(definitions, files, latest);
  const { resources, close } = openResources(git.root, env, worker);
  try {
    return await signalsOn(
      traces,
      definitions,
      resources({ files, definitions }, files),
      disagreeOn,
    );
  } finally {
    await close();
  }
};
