import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLatest } from './baseline/store.ts';
import { loadDefinitions } from './definitions/load.ts';
import type { Baseline } from './domain/baseline.ts';
import { Failure } from './domain/failure.ts';
import { defaultBranch, openCheckout } from './edge/checkout.ts';
import { filesOfCheckout } from './edge/files.ts';
import { gitDataBranch } from './edge/git-data-branch.ts';
import { gitFolder } from './edge/git-folder.ts';
import type { Git } from './edge/git.ts';
import { look } from './look/look.ts';
import type { Traces } from './look/traces.ts';
import { readSessions, type StoredSession } from './look/looking-session-store.ts';
import type { Remembered } from './look/server.ts';
import type { Env } from './local.ts';
import { isJudge } from './measure/judge/defined.ts';
import { signalsIn } from './signals.ts';

export type LookCommand = {
  config: string;
  traces?: string[];
  session?: string;
  seed?: number;
  size?: number;
  by?: string;
  port?: number;
  open: boolean;
  new: boolean;
};

type Outlet = { isTTY?: boolean; write(text: string): unknown };

/** The session that the bot announced: its seed and its sample, from the data branch. */
const announced = async (
  git: Git,
  period: string | undefined,
): Promise<StoredSession | undefined> => {
  if (period === undefined) return undefined;
  const data = gitDataBranch(git);
  const sessions = await readSessions(data, await data.snapshot());
  const session = sessions.find((one) => one.period === period);
  if (session !== undefined) return session;
  const known = sessions.map((one) => one.period).slice(-5);
  throw new Failure(
    `there is no looking session \`${period}\``,
    known.length === 0 ? 'none was announced yet' : `the last ones are ${known.join(', ')}`,
    'leave `--session` out to read a fresh sample',
  );
};

/** Who reads: as Git signs commits, unless they say otherwise. */
const readerOf = async (git: Git, env: Env): Promise<string> =>
  (await git.answers(['config', 'user.name']))?.trim() || (env['USER'] ?? 'somebody');

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' };

/** Where there is no browser to open, the address on the screen is enough. */
const openBrowser = (url: string): void => {
  const opener = openers[process.platform];
  if (opener !== undefined) execFile(opener, [url], () => {});
};

/** Port and key of the page, so that what a crash left in the browser is found again. */
const rememberedIn = (folder: string): Remembered => {
  const path = join(folder, 'look.json');
  return {
    read: async () => JSON.parse(await readFile(path, 'utf8')),
    write: (place) => writeFile(path, JSON.stringify(place), { mode: 0o600 }),
  };
};

const latestRun = async (git: Git): Promise<Baseline | undefined> => {
  const data = gitDataBranch(git);
  return readLatest(data, await data.snapshot(), await defaultBranch(git));
};

/** A team that has not defined anything yet looks all the same. */
const signalsOf = async (git: Git, config: string, env: Env, traces: Traces) => {
  const loaded = await loadDefinitions(filesOfCheckout(git), config);
  if (loaded.state !== 'valid') return new Map();
  const { definitions } = loaded;
  // The branch is fetched only for what a judge said: nobody waits for the network for nothing.
  const latest = definitions.evals.some(isJudge) ? await latestRun(git) : undefined;
  return signalsIn({ git, env, definitions, latest }, traces);
};

/** `failmode look`: the page on which people read traces, until they end it. */
export const lookAtTraces = async (
  { config, open, session, new: fresh, ...options }: LookCommand,
  env: Env,
  out: Outlet,
): Promise<void> => {
  const git = await openCheckout(process.cwd());
  const drawn = await announced(git, session);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => stop.abort());
  const seed = options.seed ?? drawn?.seed;
  await look({
    ...options,
    ...(seed !== undefined && { seed }),
    ...(drawn !== undefined && { drawn: drawn.traces }),
    root: git.root,
    config,
    fresh,
    remembered: rememberedIn(await gitFolder(git)),
    by: options.by ?? (await readerOf(git, env)),
    page: await readFile(new URL('./look.html', import.meta.url), 'utf8'),
    signals: (traces) => signalsOf(git, config, env, traces),
    freshSeed: () => Math.floor(Math.random() * 2 ** 31),
    now: () => new Date(),
    env,
    print(text) {
      out.write(text);
      const url = /http:\/\/127\.0\.0\.1:\S+/.exec(text)?.[0];
      if (open && out.isTTY === true && url !== undefined) openBrowser(url);
    },
    signal: stop.signal,
  });
};
