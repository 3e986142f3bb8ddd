import { fieldsOf } from '../fields.ts';
import type { ApiReply, ApiRequest } from './conversation.ts';
import type { Emulator } from './emulator.ts';
import { pullRequestJson, type PullRequests } from './pull-requests.ts';
import { userJson, type Scene } from './json.ts';

type Mending = { scene: Scene; emulator: Emulator; pulls: PullRequests };
type Json = Record<string, unknown>;

const passedOn = ['link', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

const mendText = ({ scene, emulator }: Mending, key: string, text: string): unknown => {
  if (key === 'documentation_url') return 'https://docs.github.com/rest';
  // GitHub's times have whole seconds.
  if (key === 'date' || key.endsWith('_at')) return text.replace(/\.\d{3}Z$/, 'Z');
  if (!key.endsWith('url')) return text;
  const base = key === 'html_url' ? scene.urls.server : scene.urls.api;
  return text.replace(emulator.advertisedUrl, base);
};

/** At GitHub a pull request is an issue too, and says so. */
const mendIssue = ({ scene, pulls }: Mending, issue: Json): Json => {
  const pull = pulls.find(Number(issue['number']));
  if (pull === undefined) return issue;
  const { url, html_url, diff_url, patch_url, merged_at } = pullRequestJson(scene, pull);
  const link = { url, html_url, diff_url, patch_url, merged_at };
  return { ...issue, html_url, draft: pull.draft, pull_request: link };
};

const mendObject = (mending: Mending, value: Json): Json => {
  if (typeof value['login'] === 'string' && 'gravatar_id' in value) {
    return userJson(mending.scene, value['login']);
  }
  if ('performed_via_github_app' in value && fieldsOf(value['user'])['type'] === 'Bot') {
    value['performed_via_github_app'] = { id: 15_368, slug: 'github-actions' };
  }
  return 'number' in value && 'comments_url' in value ? mendIssue(mending, value) : value;
};

const reviver =
  (mending: Mending) =>
  (key: string, value: unknown): unknown => {
    if (typeof value === 'string') return mendText(mending, key, value);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? mendObject(mending, fieldsOf(value)) : value;
  };

const mendStatus = ({ method, path }: ApiRequest, status: number, body: unknown) => {
  const movesNothing = method === 'PATCH' && path.includes('/git/refs/') && status === 404;
  if (!movesNothing) return { status, body };
  return { status: 422, body: { ...fieldsOf(body), message: 'Reference does not exist' } };
};

/** The emulator's reply as GitHub would have given it. */
export const mendReply = async (
  mending: Mending,
  request: ApiRequest,
  response: Response,
): Promise<ApiReply> => {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text, reviver(mending));
  const { emulator, scene } = mending;
  const headers: Record<string, string> = {};
  for (const name of passedOn) {
    const value = response.headers.get(name)?.replaceAll(emulator.url, scene.urls.api);
    if (value !== undefined) headers[name] = value;
  }
  return { ...mendStatus(request, response.status, body), headers };
};
