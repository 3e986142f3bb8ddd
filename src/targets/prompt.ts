import { milliseconds, type Model, type Target } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import { Failure } from '../domain/failure.ts';
import type { ModelReply } from '../domain/model-call.ts';
import type { Output } from '../domain/output.ts';
import { errored, production } from './answer.ts';
import { parsePrompt } from './prompt-file.ts';
import { renderPrompt, type Prompt } from './render.ts';
import type { Production, TargetType } from './target.ts';

type Reply = Extract<ModelReply, { kind: 'reply' }>;

const readPrompt = async (files: Files, path: string): Promise<Prompt> => {
  const bytes = await files.read(path);
  if (bytes === undefined) {
    throw new Failure(`there is no prompt ${path}`, 'no such file', 'correct `run.prompt`');
  }
  return parsePrompt(path, bytes.toString('utf8'));
};

const modelOf = (target: Target, models: Readonly<Record<string, Model>>): Model => {
  const name = target.run.model ?? '';
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (model !== undefined) return model;
  const known = Object.keys(models).join(', ') || 'none';
  const what = name === '' ? 'the prompt names no model' : `there is no model ${name}`;
  throw new Failure(what, `known: ${known}`, 'name one of `models` in `run.model`');
};

/** What a reply costs in USD at the model's price. */
const priceOf = (model: Model, tokens: { inputTokens: number; outputTokens: number }) =>
  model.price === undefined
    ? undefined
    : (tokens.inputTokens * model.price.input + tokens.outputTokens * model.price.output) / 1e6;

const outputOf = (reply: Reply): Output => ({
  output: reply.text,
  ...(reply.toolCalls.length > 0 && { tool_calls: reply.toolCalls }),
  usage: { input_tokens: reply.inputTokens, output_tokens: reply.outputTokens },
  latency_ms: reply.latencyMs,
  ...(reply.finishReason !== undefined && { finish_reason: reply.finishReason }),
});

const producedBy = (reply: ModelReply, model: Model): Production => {
  if (reply.kind === 'error') return production(errored(reply.reason), 1);
  const usd = priceOf(model, reply);
  return {
    ...production({ kind: 'output', output: outputOf(reply) }, 1),
    ...(usd !== undefined && { usd }),
  };
};

export const prompt: TargetType = {
  kind: 'prompt',
  summary: "renders the prompt with the case's input and asks the model",
  callsPerRun: () => 1,
  async open(target, { ask, models, files }) {
    const model = modelOf(target, models);
    const written = await readPrompt(files, target.run.prompt ?? '');
    const timeoutMs = milliseconds(target.timeout);
    return {
      async run(one, _trial, signal) {
        const rendered = renderPrompt(written, one.input);
        if (rendered.kind === 'error') return production(errored(rendered.reason), 0);
        const { messages } = rendered;
        const reply = await ask({ model, messages, extra: written.parameters, timeoutMs }, signal);
        return producedBy(reply, model);
      },
      close: async () => {},
    };
  },
};
