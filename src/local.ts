import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDefinitions } from './definitions/load.ts';
import type { Definitions, Files } from './domain/definitions.ts';
import { Failure } from './domain/failure.ts';
import { describeProblem } from './domain/problem.ts';
import { openCheckout } from './edge/checkout.ts';
import { filesOfCheckout } from './edge/files.ts';
import { gitFolder } from './edge/git-folder.ts';
import type { Git } from './edge/git.ts';
import { showProgress } from './edge/progress.ts';
import type { Outside } from './edge/world.ts';
import { fileReplies } from './judges/replies.ts';
import { problemsOf } from './measure/problems.ts';
import { httpPost } from './providers/http.ts';
import { openaiProvider } from './providers/openai.ts';

export type Env = Readonly<Record<string, string | undefined>>;
export type Screen = Parameters<typeof showProgress>[0];

/** What measuring needs of this machine, whichever checkout it is done in. */
export type Measuring = Omit<Outside, 'git' | 'data' | 'from'>;

/** This checkout and this machine, as a command at the terminal uses them. */
export const openLocal = async (env: Env, screen: Screen) => {
  const git = await openCheckout(process.cwd());
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const progress = showProgress(screen, env['CI'] === undefined);
  const measuring: Measuring = {
    env,
    worker: fileURLToPath(new URL('./worker.js', import.meta.url)),
    ask: openaiProvider({ env }),
    post: httpPost(),
    signal: stop.signal,
    kept: () => Promise.resolve(undefined),
    acceptances: () => Promise.resolve([]),
    replies: fileReplies(join(await gitFolder(git), 'replies.jsonl')),
    onProgress: progress.tell,
  };
  return { git, measuring, progress };
};

/** The definitions of a checkout. Throws a `Failure` that tells the first problems of many. */
export const definitionsOf = async (
  git: Git,
  path: string,
): Promise<{ definitions: Definitions; files: Files }> => {
  const files = filesOfCheckout(git);
  const loaded = await loadDefinitions(files, path);
  if (loaded.state === 'valid') return { definitions: loaded.definitions, files };
  const problems = problemsOf(loaded);
  const first = problems.slice(0, 5).map(describeProblem).join('\n  ');
  const what = `the eval definitions have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`;
  throw new Failure(what, `\n  ${first}\n`, 'mend them first (failmode lint)', problems);
};
