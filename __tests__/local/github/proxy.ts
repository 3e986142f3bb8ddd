import type { Handler, Incoming, Outgoing } from '../http.ts';
import {
  isWrite,
  refusal,
  type ApiAnswer,
  type ApiReply,
  type ApiRequest,
  type RecordedRequest,
} from './conversation.ts';
import { bot, tokenOf, type Emulator, type Place } from './emulator.ts';
import type { Faults } from './faults.ts';
import type { Scene } from './json.ts';
import { beyondLimits } from './limits.ts';
import { mendReply } from './mend.ts';
import { violationsOf } from './openapi.ts';
import type { PullRequests } from './pull-requests.ts';

/** A fork's pull request gets a token that may only read. */
export const readOnlyToken = 'token-that-only-reads';

const loginOf = (place: Place, token: string | undefined): string | undefined =>
  token === readOnlyToken
    ? bot
    : [place.owner, bot, ...Object.keys(place.people)].find((login) => tokenOf(login) === token);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const apiRequestOf = (place: Place, basePath: string, incoming: Incoming): ApiRequest => {
  const token = incoming.headers.authorization?.replace(/^(bearer|token) +/i, '');
  const text = incoming.body.toString();
  const path = incoming.target.slice(basePath.length);
  const { method } = incoming;
  return { method, path, text, body: parsed(text), token, login: loginOf(place, token) };
};

const outgoingOf = (answer: ApiAnswer): Outgoing | 'cut' => {
  if (answer === 'cut') return 'cut';
  const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  return { status: answer.status, headers, body };
};

/** 401 for an unknown token; 403 where the token lacks the permission. */
const refused = (faults: Faults, request: ApiRequest): ApiAnswer | undefined => {
  const { token, login, method } = request;
  if (token !== undefined && login === undefined) return refusal(401, 'Bad credentials');
  if (token === readOnlyToken && isWrite(method)) {
    return refusal(403, 'Resource not accessible by integration');
  }
  return login === bot ? faults.denied(request) : undefined;
};

export type Behind = {
  scene: Scene;
  emulator: Emulator;
  pulls: PullRequests;
  faults: Faults;
  routes: (request: ApiRequest) => ApiReply | undefined;
};

/** What a request comes to: a fault, a refusal, an answer of the proxy's own, or the emulator's. */
export const createAnswer = (behind: Behind) => {
  const { scene, emulator, faults, routes } = behind;
  const assignable = (login: string): boolean =>
    login === scene.owner || (scene.people[login] ?? 'read') !== 'read';

  const forward = async (request: ApiRequest): Promise<ApiReply> => {
    const token = request.login && tokenOf(request.login);
    const response = await emulator.send(request.method, request.path, token, request.text);
    return mendReply(behind, request, response);
  };

  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const early = faults.take(request, 'before') ?? refused(faults, request);
    if (early !== undefined) return early;
    await faults.interrupt(request);
    const reply = beyondLimits(request, assignable) ?? routes(request) ?? (await forward(request));
    return faults.take(request, 'after') ?? reply;
  };
};

/** Where the conversation is written down. */
export type Records = { requests: RecordedRequest[]; violations: string[] };

/** Checks and records each request, and gives it its answer. */
export const createHandler = (
  place: Place,
  basePath: string,
  { requests, violations }: Records,
  answer: (request: ApiRequest) => Promise<ApiAnswer>,
): Handler => {
  return async (incoming) => {
    if (!incoming.target.startsWith(`${basePath}/`)) {
      violations.push(`${incoming.method} ${incoming.target}: not below ${basePath}`);
      return { status: 404 };
    }
    const request = apiRequestOf(place, basePath, incoming);
    const { method, path, body, login } = request;
    const at = Date.now();
    const recorded = { method, path, body, login, status: 0, at, milliseconds: 0 };
    requests.push(recorded);
    violations.push(...violationsOf(request));
    const given = await answer(request);
    recorded.status = given === 'cut' ? 0 : given.status;
    recorded.milliseconds = Date.now() - at;
    return outgoingOf(given);
  };
};
