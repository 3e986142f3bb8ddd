import type { Model } from '../domain/config.ts';
import type { AskModel, ChatMessage, ModelReply } from '../domain/model-call.ts';
import { messagesOf, plain, structured } from './question.ts';
import type { Asking, Extra, JudgeItem } from './question.ts';
import { readReply, type JudgeReply } from './reply.ts';

export type JudgeModel = { model: Model; timeoutMs: number };

export type AskPorts = {
  ask: AskModel;
  /** Takes one call from the budget. A reason: there is none left. */
  admit: () => string | undefined;
  /** Books what the calls taken turned out to cost. */
  book: (used: { calls: number; usd?: number }) => void;
  /** At least 128 random bits in hex, new each time. */
  boundary: () => string;
  signal?: AbortSignal | undefined;
};

/** Calls that were made, answers that were known already; `usd` where the model has a price. */
export type JudgeUsage = {
  asked: number;
  cached: number;
  inputTokens: number;
  outputTokens: number;
  usd?: number;
};

/** An answer, as it was written and with what was asked for; or why there is none. */
export type Answer = { reply: JudgeReply; text: string; extra: Extra } | { error: string };

type Reply = Extract<ModelReply, { kind: 'reply' }>;

const asksInAll = 3;

const readAnswer = (reply: Reply): JudgeReply | { wrong: string } => {
  if (reply.toolCalls.length > 0) return { wrong: 'it calls a tool' };
  return readReply(reply.text, reply.refused === true ? 'refusal' : reply.finishReason);
};

/** How an endpoint says that it does not know a parameter. */
const isRefusal = (reply: ModelReply): boolean =>
  reply.kind === 'error' && [400, 404, 422].includes(reply.status ?? 0);

const checkBoundary = (boundary: string): string => {
  if (/^[0-9a-f]{32,}$/.test(boundary)) return boundary;
  throw new Error('The boundary of a question is too easy to guess: pass 128 random bits in hex.');
};

/** Makes calls within the budget, and keeps the books. */
const openCalls = ({ model, timeoutMs }: JudgeModel, ports: AskPorts) => {
  const usage: JudgeUsage = { asked: 0, cached: 0, inputTokens: 0, outputTokens: 0 };
  const count = ({ inputTokens, outputTokens }: Reply): void => {
    usage.inputTokens += inputTokens;
    usage.outputTokens += outputTokens;
    if (model.price === undefined) return;
    const usd = (inputTokens * model.price.input + outputTokens * model.price.output) / 1e6;
    usage.usd = (usage.usd ?? 0) + usd;
    ports.book({ calls: 0, usd });
  };
  const call = async (messages: ChatMessage[], extra: Extra): Promise<ModelReply> => {
    const refused = ports.admit();
    if (refused !== undefined) return { kind: 'error', reason: refused };
    usage.asked += 1;
    const reply = await ports.ask({ model, messages, extra, timeoutMs }, ports.signal);
    if (reply.kind === 'reply') count(reply);
    return reply;
  };
  return { usage, call };
};

/** Asks a judge's model until it answers as it must, at most three times. */
export const openAsking = (settings: Asking & JudgeModel, ports: AskPorts) => {
  const { usage, call } = openCalls(settings, ports);
  /** What goes with each question; undefined until a reply has shown what the endpoint takes. */
  let known: Extra | undefined;

  const send = async (item: JudgeItem): Promise<{ reply: ModelReply; extra: Extra }> => {
    const messages = messagesOf(settings, item, checkBoundary(ports.boundary()));
    const extra = known ?? structured;
    const reply = await call(messages, extra);
    if (reply.kind === 'reply') known ??= extra;
    if (known !== undefined || !isRefusal(reply)) return { reply, extra };
    const again = await call(messages, plain);
    if (again.kind === 'reply') known = plain;
    return { reply: again, extra: plain };
  };

  const ask = async (item: JudgeItem): Promise<Answer> => {
    let wrong = '';
    for (let asked = 0; asked < asksInAll; asked += 1) {
      const { reply, extra } = await send(item);
      if (reply.kind === 'error') return { error: reply.reason };
      const answer = readAnswer(reply);
      if (!('wrong' in answer)) return { reply: answer, text: reply.text, extra };
      wrong = answer.wrong;
    }
    return { error: `the judge's reply could not be used: ${wrong}` };
  };

  return { usage, ask };
};
