import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck/light.js';

/** A repository on one GitHub server. */
export type Repository = { owner: string; repo: string };

export type GitHub = { rest: Octokit['rest']; repository: Repository };

const Client = Octokit.plugin(throttling);

const attempts = 3;
/** Longer than this, a run had better say so than wait. */
const longestWaitSeconds = 90;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const statusOf = (error: unknown): number | undefined => {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
};

const isTransient = (error: unknown): boolean => {
  const status = statusOf(error);
  return status === undefined || status >= 500;
};

/** A run writes less than ten times, in turn: the plug-in's pauses of seconds are for bulk work. */
const inTurn = () => new Bottleneck.Group({ maxConcurrent: 1, minTime: 100 });

const waitAgain = (seconds: number, _options: unknown, _client: unknown, count: number) =>
  seconds <= longestWaitSeconds && count < attempts;

/** One client for both doors. Reads are tried again; a write is not: it may have happened. */
export const openGitHub = (
  repository: Repository,
  { token, apiUrl }: { token: string; apiUrl: string },
): GitHub => {
  const client = new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'failmode',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    throttle: {
      write: inTurn(),
      notifications: inTurn(),
      onRateLimit: waitAgain,
      onSecondaryRateLimit: waitAgain,
    },
  });
  client.hook.wrap('request', async (request, options) => {
    const tries = options.method === 'GET' ? attempts : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(options);
      } catch (error) {
        if (attempt >= tries || !isTransient(error)) throw error;
        await pause(500 * 2 ** (attempt - 1));
      }
    }
  });
  return { rest: client.rest, repository };
};
