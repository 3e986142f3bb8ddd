import { fieldsOf } from '../fields.ts';
import { refusal, type ApiReply, type ApiRequest } from './conversation.ts';
import { bot, type Permission } from './emulator.ts';
import { userJson, type Scene } from './json.ts';
import { pullRequestJson, type PullRequest, type PullRequests } from './pull-requests.ts';
import type { Statuses } from './statuses.ts';

type Query = URLSearchParams;
type Route = {
  method: string;
  path: RegExp;
  /** Undefined: the emulator answers. */
  answer: (request: ApiRequest, parameters: string[], query: Query) => ApiReply | undefined;
};

export type Parts = { scene: Scene; pulls: PullRequests; statuses: Statuses };

const notFound = refusal(404, 'Not Found');

const count = (query: Query, name: string, fallback: number): number =>
  Number(query.get(name) ?? fallback);

/** One page of a list, with GitHub's `Link` header. */
const page = (scene: Scene, path: string, query: Query, items: unknown[]): ApiReply => {
  const size = Math.min(100, count(query, 'per_page', 30));
  const at = count(query, 'page', 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (rel: string, number: number): string => {
    const to = new URLSearchParams(query);
    to.set('page', String(number));
    return `<${scene.urls.api}${path}?${to.toString()}>; rel="${rel}"`;
  };
  const next = at < last ? [link('next', at + 1), link('last', last)] : [];
  const previous = at > 1 ? [link('prev', at - 1), link('first', 1)] : [];
  const links = [...previous, ...next].join(', ');
  return {
    status: 200,
    body: items.slice((at - 1) * size, at * size),
    ...(links === '' ? {} : { headers: { link: links } }),
  };
};

const matchesHead = (scene: Scene, pull: PullRequest, head: string): boolean =>
  head === `${pull.fork ?? scene.owner}:${pull.headRef}`;

const pullRoutes = ({ scene, pulls }: Parts): Route[] => {
  const show = (chosen: PullRequest[]) => chosen.map((pull) => pullRequestJson(scene, pull));
  return [
    {
      method: 'GET',
      path: /^\/pulls$/,
      answer(request, _parameters, query) {
        const state = query.get('state') ?? 'open';
        const [head, base] = [query.get('head'), query.get('base')];
        const chosen = pulls
          .all()
          .filter((pull) => state === 'all' || pull.state === state)
          .filter((pull) => head === null || matchesHead(scene, pull, head))
          .filter((pull) => base === null || pull.baseRef === base);
        return page(scene, request.path.split('?')[0] ?? '', query, show(chosen));
      },
    },
    {
      method: 'GET',
      path: /^\/pulls\/(\d+)$/,
      answer(_request, [number]) {
        const pull = pulls.find(Number(number));
        return pull ? { status: 200, body: pullRequestJson(scene, pull) } : notFound;
      },
    },
    {
      // A fork's commit belongs to no branch of the repository: GitHub names no pull request for it.
      method: 'GET',
      path: /^\/commits\/([0-9a-f]{40})\/pulls$/,
      answer(request, [sha], query) {
        const chosen = pulls
          .all()
          .filter((pull) => pull.mergedAt !== null || pull.fork === undefined)
          .filter((pull) => pull.mergeSha === sha || pull.headSha === sha);
        return page(scene, request.path.split('?')[0] ?? '', query, show(chosen));
      },
    },
  ];
};

const statusRoutes = ({ scene, statuses }: Parts): Route[] => [
  {
    method: 'POST',
    path: /^\/statuses\/(.+)$/,
    answer: (request, [sha = '']) => statuses.create(sha, request),
  },
  {
    method: 'GET',
    path: /^\/(?:commits|statuses)\/([0-9a-f]{40})\/statuses$/,
    answer: (request, [sha = ''], query) =>
      page(scene, request.path.split('?')[0] ?? '', query, statuses.newestFirst(sha)),
  },
  {
    method: 'GET',
    path: /^\/commits\/([0-9a-f]{40})\/status$/,
    answer: (_request, [sha = '']) => statuses.combine(sha),
  },
];

/** The older `permission` knows four levels, `role_name` all of them. */
const legacy = { admin: 'admin', maintain: 'write', write: 'write', triage: 'read', read: 'read' };

const peopleRoutes = ({ scene }: Parts): Route[] => {
  const known: Record<string, Permission> = {
    ...scene.people,
    [scene.owner]: 'admin',
    [bot]: 'write',
  };
  return [
    {
      method: 'GET',
      path: /^\/collaborators\/([^/]+)\/permission$/,
      answer(_request, [name = '']) {
        const login = decodeURIComponent(name);
        const role = known[login];
        if (role === undefined) return notFound;
        const user = userJson(scene, login);
        return { status: 200, body: { permission: legacy[role], role_name: role, user } };
      },
    },
    {
      method: 'GET',
      path: /^\/assignees\/([^/]+)$/,
      answer: (_request, [login = '']) =>
        (known[decodeURIComponent(login)] ?? 'read') === 'read' ? notFound : { status: 204 },
    },
  ];
};

const reactionRoute: Route = {
  method: 'POST',
  path: /^\/issues\/(?:comments\/)?(\d+)\/reactions$/,
  answer: ({ body }) => ({ status: 201, body: { id: 1, ...fieldsOf(body) } }),
};

/** The endpoints that the emulator lacks, or answers from what it cannot know. */
export const createRoutes = (parts: Parts) => {
  const base = `/repos/${parts.scene.owner}/${parts.scene.repo}`;
  const routes = [
    ...pullRoutes(parts),
    ...statusRoutes(parts),
    ...peopleRoutes(parts),
    reactionRoute,
  ];
  return (request: ApiRequest): ApiReply | undefined => {
    const [pathname = '', query = ''] = request.path.split('?');
    if (request.path === '/user' && request.login === bot) {
      return refusal(403, 'Resource not accessible by integration');
    }
    if (!pathname.startsWith(base)) return undefined;
    const below = pathname.slice(base.length);
    const route = routes.find((it) => it.method === request.method && it.path.test(below));
    const parameters = route?.path.exec(below)?.slice(1) ?? [];
    return route?.answer(request, parameters, new URLSearchParams(query));
  };
};
