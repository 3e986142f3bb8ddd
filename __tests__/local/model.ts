import { Agent, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import {
  LLMock,
  type ChatCompletionRequest,
  type ChatMessage,
  type FixtureResponse,
} from '@copilotkit/aimock';
import { openServer, type Incoming, type Outgoing } from './http.ts';

/** A chat completion that was asked for. */
export type ModelRequest = {
  model: string;
  /** The text of the system messages, and of the last message of the user. */
  system: string;
  user: string;
  body: ChatCompletionRequest;
  authorization: string | undefined;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  /** How many came before it. */
  index: number;
};

type ToolCall = { name: string; arguments: string | object };

/** What the model answers; or the fault in its stead. */
export type ModelReply = {
  content?: string;
  toolCalls?: ToolCall[];
  usage?: { prompt_tokens: number; completion_tokens: number };
  finishReason?: string;
  /** An error's: 400 and more. */
  status?: number;
  /** Seconds, for `Retry-After`. */
  retryAfter?: number;
  /** Cut the connection: without a reply, or in the midst of one. */
  cut?: 'before' | 'midway';
  delayMs?: number;
};

export type Decide = (request: ModelRequest) => string | ModelReply | Promise<string | ModelReply>;

export type Model = Awaited<ReturnType<typeof startModel>>;

const defaultUsage = { prompt_tokens: 100, completion_tokens: 20 };

const textOf = (content: ChatMessage['content']): string => {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
};

const modelRequestOf = ({ body, headers }: Incoming, index: number): ModelRequest => {
  const asked: ChatCompletionRequest = JSON.parse(body.toString());
  const said = (role: string): string[] =>
    asked.messages.filter((it) => it.role === role).map((it) => textOf(it.content));
  return {
    model: asked.model,
    system: said('system').join('\n'),
    user: said('user').at(-1) ?? '',
    body: asked,
    authorization: headers.authorization,
    at: Date.now(),
    index,
  };
};

const responseOf = (reply: ModelReply): FixtureResponse => {
  if (reply.status !== undefined && reply.status >= 400) {
    const error = { message: `Fault ${reply.status}`, type: 'server_error' };
    return { error, status: reply.status };
  }
  const { content = '', toolCalls, usage = defaultUsage, finishReason } = reply;
  const ending = finishReason === undefined ? {} : { finishReason };
  if (toolCalls === undefined) return { content, usage, ...ending };
  const calls = toolCalls.map((call) => ({
    name: call.name,
    arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
  }));
  return { content, toolCalls: calls, usage, ...ending };
};

const passedOn = async (
  shape: { url: string; agent: Agent },
  { method, target }: Incoming,
  body: string,
): Promise<Outgoing> => {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const sent = request(`${shape.url}${target}`, { method, headers, agent: shape.agent }).end(body);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
  });
  const type = response.headers['content-type'] ?? 'application/json';
  const { statusCode: status = 502 } = response;
  return { status, headers: { 'content-type': type }, body: await buffer(response) };
};

/** How many are in flight, and at most were. */
const createGauge = () => {
  const gauge = { inFlight: 0, maxInFlight: 0 };
  return {
    gauge,
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      gauge.inFlight += 1;
      gauge.maxInFlight = Math.max(gauge.maxInFlight, gauge.inFlight);
      try {
        return await work();
      } finally {
        gauge.inFlight -= 1;
      }
    },
  };
};

/**
 * An OpenAI-compatible endpoint whose every reply the test decides. aimock gives the replies their
 * shape; the server in front of it counts, delays and cuts, which aimock cannot do reply by reply.
 */
export const startModel = async (decide: Decide) => {
  const requests: ModelRequest[] = [];
  const decided = new Map<number, ModelReply>();
  const { gauge, during } = createGauge();
  const mock = new LLMock({ port: 0, logLevel: 'silent', journalMaxEntries: 1 });
  mock.on({ endpoint: 'chat' }, (asked) => {
    const index = Number(asked['x_index']);
    const reply = decided.get(index) ?? {};
    decided.delete(index);
    return responseOf(reply);
  });
  const shape = { url: await mock.start(), agent: new Agent({ keepAlive: true }) };
  const server = await openServer();

  const answer = async (incoming: Incoming): Promise<Outgoing | 'cut'> => {
    if (!incoming.target.endsWith('/chat/completions')) {
      return passedOn(shape, incoming, incoming.body.toString());
    }
    const asked = modelRequestOf(incoming, requests.length);
    requests.push(asked);
    const given = await decide(asked);
    const reply = typeof given === 'string' ? { content: given } : given;
    if (reply.delayMs !== undefined) {
      await pause(reply.delayMs, undefined, { signal: incoming.gone });
    }
    if (reply.cut === 'before') return 'cut';
    decided.set(asked.index, reply);
    const body = JSON.stringify({ ...asked.body, x_index: asked.index });
    const outgoing = await passedOn(shape, incoming, body);
    if (reply.retryAfter !== undefined) {
      outgoing.headers = { ...outgoing.headers, 'retry-after': String(reply.retryAfter) };
    }
    return { ...outgoing, truncated: reply.cut === 'midway' };
  };
  server.answerWith((incoming) => during(() => answer(incoming)));

  return {
    /** The `base_url` of the models in failmode.yml. */
    url: `${server.url}/v1`,
    requests,
    gauge,
    close: async (): Promise<void> => {
      await server.close();
      shape.agent.destroy();
      await mock.stop();
    },
  };
};
