import { createBranches } from './github/branches.ts';
import type { RecordedRequest } from './github/conversation.ts';
import { bot, startEmulator, tokenOf, type Place } from './github/emulator.ts';
import { createFaults } from './github/faults.ts';
import type { Scene } from './github/json.ts';
import { createAnswer, createHandler, readOnlyToken } from './github/proxy.ts';
import { createPullRequests } from './github/pull-requests.ts';
import { createRoutes } from './github/routes.ts';
import { createStatuses } from './github/statuses.ts';
import { createThreads } from './github/threads.ts';
import { openServer } from './http.ts';

export { bot } from './github/emulator.ts';
export type { RecordedRequest } from './github/conversation.ts';
export type { Comment, Issue } from './github/threads.ts';
export type { NewPullRequest, PullRequest } from './github/pull-requests.ts';
export type { Status } from './github/statuses.ts';

export type GitHubOptions = Partial<Place> & {
  /** Where the API lies below the host: `/api/v3` at GitHub Enterprise Server. */
  basePath?: string;
  /** Where the pages would be; links in replies and events begin with it. */
  serverUrl?: string;
};

export type GitHub = Awaited<ReturnType<typeof startGitHub>>;

const placeOf = ({ owner, repo, defaultBranch, people }: GitHubOptions): Place => ({
  owner: owner ?? 'acme',
  repo: repo ?? 'leasing',
  defaultBranch: defaultBranch ?? 'main',
  people: people ?? { alice: 'admin', bob: 'write', mallory: 'read' },
});

/**
 * GitHub on this machine, with one repository: the emulator, and in front of it a proxy that adds
 * what the emulator lacks, checks and records every request, and injects faults.
 */
export const startGitHub = async (options: GitHubOptions = {}) => {
  const place = placeOf(options);
  const { basePath = '', serverUrl = 'https://github.com' } = options;
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const emulator = await startEmulator(place);
  const server = await openServer();
  const scene: Scene = { ...place, urls: { api: `${server.url}${basePath}`, server: serverUrl } };
  const pulls = createPullRequests(scene, emulator);
  const statuses = createStatuses(scene);
  const branches = createBranches(emulator);
  const faults = createFaults();
  const routes = createRoutes({ scene, pulls, statuses });
  const answer = createAnswer({ scene, emulator, pulls, faults, routes });
  server.answerWith(createHandler(place, basePath, { requests, violations }, answer));

  return {
    ...place,
    scene,
    apiUrl: scene.urls.api,
    serverUrl,
    /** The whole conversation of the code under test; the test's own calls are not in it. */
    requests,
    /** What GitHub's OpenAPI description has against the requests: a test wants it empty. */
    violations,
    tokens: { job: tokenOf(bot), readOnly: readOnlyToken, of: tokenOf },
    fault: faults.fault,
    meanwhile: faults.meanwhile,
    deny: faults.deny,

    openPullRequest: pulls.open,
    pullRequest: pulls.get,
    movePullRequest: pulls.update,
    mergePullRequest: pulls.merge,
    ...createThreads(emulator, (number) => pulls.find(number) !== undefined),

    /** The statuses of a commit, oldest first. */
    statuses: statuses.of,
    hasBranch: branches.has,
    branchHead: branches.head,
    listBranch: branches.paths,
    readBranch: branches.read,
    writeBranch: branches.write,
    mirrorBranch: branches.mirror,

    close: async (): Promise<void> => {
      await server.close();
      await emulator.close();
    },
  };
};
