import { fieldsOf } from '../fields.ts';
import { refusal, type ApiReply, type ApiRequest } from './conversation.ts';
import { userJson, type Scene } from './json.ts';

export type Status = {
  id: number;
  state: 'error' | 'failure' | 'pending' | 'success';
  context: string;
  description: string | null;
  target_url: string | null;
  creator: { login: string; type: string };
  created_at: string;
  updated_at: string;
};

export type Statuses = ReturnType<typeof createStatuses>;

const shaPattern = /^[0-9a-f]{40}$/;
const longestDescription = 140;
const states: Status['state'][] = ['error', 'failure', 'pending', 'success'];

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const invalid = (field: string, message: string): ApiReply =>
  refusal(422, 'Validation Failed', [{ resource: 'Status', code: 'custom', field, message }]);

/** The state of a commit: that of the newest status of each context, taken together. */
const combined = (newest: Status[]): string => {
  const seen = new Set(newest.map((status) => status.state));
  if (seen.has('failure') || seen.has('error')) return 'failure';
  return newest.length === 0 || seen.has('pending') ? 'pending' : 'success';
};

/** Commit statuses, which the emulator lacks. Any commit may have some: the code is elsewhere. */
export const createStatuses = (scene: Scene) => {
  const bySha = new Map<string, Status[]>();
  const of = (sha: string): Status[] => bySha.get(sha) ?? [];
  const newestFirst = (sha: string): Status[] => of(sha).toReversed();

  const create = (sha: string, { body, login = '' }: ApiRequest): ApiReply => {
    if (!shaPattern.test(sha)) return refusal(422, `No commit found for SHA: ${sha}`);
    const given = fieldsOf(body);
    const state = states.find((known) => known === given['state']);
    if (state === undefined) return invalid('state', 'state is not valid');
    const description = textOf(given['description']);
    if ((description ?? '').length > longestDescription) {
      const limit = `maximum is ${longestDescription} characters`;
      return invalid('description', `description is too long (${limit})`);
    }
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const id = [...bySha.values()].flat().length + 1;
    const creator = userJson(scene, login);
    const times = { created_at: at, updated_at: at };
    const context = textOf(given['context']) ?? 'default';
    const target_url = textOf(given['target_url']);
    const status = { id, state, context, description, target_url, creator, ...times };
    bySha.set(sha, [...of(sha), status]);
    return { status: 201, body: status };
  };

  const combine = (sha: string): ApiReply => {
    const newest = new Map(of(sha).map((status) => [status.context.toLowerCase(), status]));
    const statuses = [...newest.values()];
    const body = { state: combined(statuses), sha, total_count: statuses.length, statuses };
    return { status: 200, body };
  };

  return { of, newestFirst, create, combine };
};
