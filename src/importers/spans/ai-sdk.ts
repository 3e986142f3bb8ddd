import { readCall } from '../calls.ts';
import type { Fields } from '../importer.ts';
import { fieldsOf, first, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { attributesUnder } from './attributes.ts';
import type { Vocabulary } from './vocabulary.ts';

const answerOf = (attributes: Fields): Fields | undefined => {
  const text = first(attributes['ai.response.text'], attributes['ai.response.object']);
  const calls = parsed(attributes['ai.response.toolCalls']);
  if (text === undefined && calls === undefined) return undefined;
  return { role: 'assistant', content: text ?? '', tool_calls: calls };
};

/** `ai.prompt` of the outer span is {system, messages} or {system, prompt}. */
const promptOf = (attributes: Fields): unknown => {
  const messages = attributes['ai.prompt.messages'];
  const { system, messages: inner, prompt } = fieldsOf(parsed(attributes['ai.prompt']));
  const asked = messages ?? inner ?? prompt;
  if (textOf(system) === undefined || messages !== undefined) return asked;
  const rest = typeof asked === 'string' ? [{ role: 'user', content: asked }] : parsed(asked);
  return [{ role: 'system', content: system }, ...(Array.isArray(rest) ? (rest as unknown[]) : [])];
};

const runOf = (attributes: Fields) =>
  readCall({
    id: attributes['ai.toolCall.id'],
    name: attributes['ai.toolCall.name'],
    arguments: attributes['ai.toolCall.args'],
    result: attributes['ai.toolCall.result'],
  });

/** Vercel's AI SDK, versions 4 to 6; version 7 speaks OpenTelemetry's. */
export const aiSdk: Vocabulary = ({ attributes }, tell) => {
  if (attributes['ai.operationId'] === undefined) return {};
  const run = runOf(attributes);
  const isModel = /\.do(?:Generate|Stream)$/.test(textOf(attributes['ai.operationId']) ?? '');
  const answer = answerOf(attributes);
  return {
    kind: run === undefined ? (isModel ? 'model' : 'other') : 'tool',
    input: readMessages(promptOf(attributes), 'user', tell),
    output: readMessages(answer, 'assistant', tell),
    answer: answer?.['content'],
    run,
    usage: present({
      input_tokens: numberOf(
        first(attributes['ai.usage.inputTokens'], attributes['ai.usage.promptTokens']),
      ),
      output_tokens: numberOf(
        first(attributes['ai.usage.outputTokens'], attributes['ai.usage.completionTokens']),
      ),
    }),
    finish_reason: textOf(attributes['ai.response.finishReason']),
    metadata: present({
      ...attributesUnder(attributes, 'ai.telemetry.metadata.'),
      model: attributes['ai.model.id'],
      function: attributes['ai.telemetry.functionId'],
    }),
  };
};
