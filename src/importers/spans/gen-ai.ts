import { readCall } from '../calls.ts';
import { readDocuments } from '../documents.ts';
import type { Fields } from '../importer.ts';
import { first, listOf, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readContent } from '../parts.ts';
import { attribute } from './attributes.ts';
import { readEvents } from './gen-ai-events.ts';
import type { Span } from './span.ts';
import type { Vocabulary } from './vocabulary.ts';

const kinds: Record<string, Span['kind']> = {
  chat: 'model',
  generate_content: 'model',
  text_completion: 'model',
  execute_tool: 'tool',
  retrieval: 'retrieval',
};

const hasMessages = ({ input = [], output = [] }: Partial<Span>): boolean =>
  input.length + output.length > 0;

/** The events of a model's messages stand in its span, whether or not it names its operation. */
const kindOf = (attributes: Fields, inEvents: Partial<Span>): Span['kind'] => {
  const operation = textOf(attributes['gen_ai.operation.name']);
  if (operation !== undefined && Object.hasOwn(kinds, operation))
    return kinds[operation] ?? 'other';
  if (operation !== undefined) return 'other';
  const isModel = attributes['gen_ai.request.model'] !== undefined || hasMessages(inEvents);
  return isModel ? 'model' : 'other';
};

const runOf = (attributes: Fields): Span['run'] =>
  readCall({
    id: attributes['gen_ai.tool.call.id'],
    name: attributes['gen_ai.tool.name'],
    arguments: attributes['gen_ai.tool.call.arguments'],
    result: attributes['gen_ai.tool.call.result'],
  });

const usageOf = (attributes: Fields): Span['usage'] => {
  const count = (...names: string[]) =>
    numberOf(first(...names.map((name) => attributes[`gen_ai.usage.${name}`])));
  return present({
    input_tokens: count('input_tokens', 'prompt_tokens'),
    output_tokens: count('output_tokens', 'completion_tokens'),
  });
};

const metadataOf = (attributes: Fields): Fields =>
  present({
    provider: first(attributes['gen_ai.provider.name'], attributes['gen_ai.system']),
    model: first(attributes['gen_ai.response.model'], attributes['gen_ai.request.model']),
    session: attributes['gen_ai.conversation.id'],
    agent: attributes['gen_ai.agent.name'],
  });

const documentsOf = (attributes: Fields) => readDocuments(attributes['gen_ai.retrieval.documents']);

/** OpenTelemetry's semantic conventions of generative AI, from the oldest to today's. */
export const genAi: Vocabulary = ({ attributes, events }, tell) => {
  const system = listOf(parsed(attribute(attributes, 'gen_ai.system_instructions')));
  const instructions = readContent(system, tell).texts.join('\n');
  const given = first(
    attribute(attributes, 'gen_ai.input.messages'),
    attribute(attributes, 'gen_ai.prompt'),
  );
  const answered = first(
    attribute(attributes, 'gen_ai.output.messages'),
    attribute(attributes, 'gen_ai.completion'),
  );
  const inEvents = readEvents(events, tell);
  const reasons = listOf(parsed(attributes['gen_ai.response.finish_reasons']));
  const run = runOf(attributes);
  return {
    kind: run === undefined ? kindOf(attributes, inEvents) : 'tool',
    input: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      ...(given === undefined ? (inEvents.input ?? []) : readMessages(given, 'user', tell)),
    ],
    output: answered === undefined ? inEvents.output : readMessages(answered, 'assistant', tell),
    run,
    documents: documentsOf(attributes),
    usage: usageOf(attributes),
    finish_reason: textOf(reasons[0]) ?? inEvents.finish_reason,
    metadata: metadataOf(attributes),
    remarks: inEvents.remarks,
  };
};
