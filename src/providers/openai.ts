import OpenAI from 'openai';
import type { Model } from '../domain/config.ts';
import type { AskModel, ModelReply, ModelRequest } from '../domain/model-call.ts';
import { readCompletion, type Completion } from './completion.ts';
import { failedBy, malformed } from './openai-failures.ts';
import { describeTries, pause, retry, type Pause, type Tried, type Try } from './retry.ts';
import { timeLimit } from './time-limit.ts';

type Fetch = typeof fetch;

/** A model that has left so many questions in a row without an answer is not asked again. */
const patience = 20;

const sentHeaders = /^(?:accept|authorization|content-type|user-agent)$/;

/**
 * The client adds headers that the environment names (`OPENAI_CUSTOM_HEADERS`): only the
 * configuration decides what is sent. A redirect would carry the key elsewhere.
 */
const plainFetch =
  (send: Fetch): Fetch =>
  (url, init) => {
    const headers = [...new Headers(init?.headers)].filter(([name]) => sentHeaders.test(name));
    return send(url, { ...init, headers, redirect: 'manual' });
  };

/** All that the client would otherwise read from the environment is said here. */
const openClient = (model: Model, key: string, send: Fetch): OpenAI =>
  new OpenAI({
    baseURL: model.base_url ?? 'https://api.openai.com/v1',
    apiKey: 'in the header below',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: {
      Authorization: key === '' ? null : `Bearer ${key}`,
      'User-Agent': 'failmode',
    },
    logLevel: 'off',
    maxRetries: 0,
    fetch: plainFetch(send),
  });

/** The key, or why there is none. A model without `api_key_env` is asked without a key. */
const keyOf = (
  { api_key_env: name }: Model,
  env: Readonly<Record<string, string | undefined>>,
): { key: string } | { missing: string } => {
  if (name === undefined) return { key: '' };
  const key = env[name]?.trim() ?? '';
  if (key === '') {
    const mend = 'set it, or correct `api_key_env`; pull requests of forks get no secrets';
    return { missing: `the environment variable ${name} is not set; ${mend}` };
  }
  return /^[\x21-\x7e]+$/.test(key)
    ? { key }
    : { missing: `the environment variable ${name} holds characters that no key has` };
};

type Endpoint = {
  client: OpenAI;
  key: string;
  /** Questions in a row without an answer, and why the last had none. */
  silent: number;
  why: string;
};

/** `params` as they are; what makes it one whole answer is not theirs to change. */
const bodyOf = ({ model, messages, extra }: ModelRequest): Record<string, unknown> => ({
  ...extra,
  ...model.params,
  model: model.model,
  messages,
  stream: false,
});

/** A refusal that is not worth a second try is an answer too. */
const countSilence = (endpoint: Endpoint, tried: Tried<Completion>): void => {
  const isSilent = tried.kind === 'failed' && tried.tries > 1;
  endpoint.silent = isSilent ? endpoint.silent + 1 : 0;
  endpoint.why = isSilent ? tried.reason : '';
};

const tryOnce = async (
  { client, key }: Endpoint,
  request: ModelRequest,
  { signal, now }: { signal: AbortSignal | undefined; now: number },
): Promise<Try<Completion>> => {
  const { timeoutMs } = request;
  const limit = timeLimit(timeoutMs, signal);
  try {
    // The client's own time limit ends with the headers; this one covers the body.
    const options = { body: bodyOf(request), signal: limit.signal, timeout: timeoutMs + 1000 };
    const completion = readCompletion(await client.post<unknown>('/chat/completions', options));
    return typeof completion === 'string'
      ? malformed(completion)
      : { kind: 'done', value: completion };
  } catch (thrown) {
    return failedBy(thrown, { late: limit.isLate(), timeoutMs, key, now });
  } finally {
    limit.clear();
  }
};

export type OpenAiPorts = {
  env: Readonly<Record<string, string | undefined>>;
  fetch?: Fetch;
  pause?: Pause;
  /** Milliseconds of the wall clock. */
  now?: () => number;
};

/** Asks any OpenAI-compatible endpoint, with retries; an error is a plain reason. */
export const openaiProvider = (ports: OpenAiPorts): AskModel => {
  const { env, fetch: send = fetch, pause: wait = pause, now = Date.now } = ports;
  const endpoints = new WeakMap<Model, Endpoint>();

  const endpointOf = (model: Model): Endpoint | { missing: string } => {
    const known = endpoints.get(model);
    if (known !== undefined) return known;
    const found = keyOf(model, env);
    if ('missing' in found) return found;
    const endpoint = {
      client: openClient(model, found.key, send),
      key: found.key,
      silent: 0,
      why: '',
    };
    endpoints.set(model, endpoint);
    return endpoint;
  };

  return async (request, signal): Promise<ModelReply> => {
    const endpoint = endpointOf(request.model);
    if ('missing' in endpoint) return { kind: 'error', reason: endpoint.missing };
    if (endpoint.silent >= patience) {
      const whyNot = `after ${patience} questions in a row without an answer it is not asked again`;
      return { kind: 'error', reason: `${endpoint.why}; ${whyNot}` };
    }
    let sentAt = now();
    const attempt = () => {
      sentAt = now();
      return tryOnce(endpoint, request, { signal, now: sentAt });
    };
    const tried = await retry(attempt, { pause: wait, signal });
    countSilence(endpoint, tried);
    if (tried.kind === 'done') {
      return { kind: 'reply', ...tried.value, latencyMs: now() - sentAt };
    }
    const { status } = tried;
    return { kind: 'error', reason: describeTries(tried), ...(status !== undefined && { status }) };
  };
};
