import type { Model } from './config.ts';

export type ChatMessage = { role: 'system' | 'user' | 'assistant' | 'tool'; content: string };

/** One question to a model; `extra` goes into the request body beside the model's own `params`. */
export type ModelRequest = {
  model: Model;
  messages: ChatMessage[];
  extra?: Record<string, unknown>;
  timeoutMs: number;
};

/** A model's answer, or why there is none after all retries. The reason holds no key and no header. */
export type ModelReply =
  | {
      kind: 'reply';
      text: string;
      toolCalls: { name: string; arguments: unknown }[];
      inputTokens: number;
      outputTokens: number;
      finishReason: string | undefined;
      /** The text is the model's refusal to answer. */
      refused?: true;
      latencyMs: number;
    }
  /** `status`: of HTTP, where the endpoint answered with one. */
  | { kind: 'error'; reason: string; status?: number };

export type AskModel = (request: ModelRequest, signal?: AbortSignal) => Promise<ModelReply>;
