import { readCall } from '../calls.ts';
import { readDocuments } from '../documents.ts';
import type { Fields } from '../importer.ts';
import { fieldsOf, first, isFields, listOf, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { attribute, inflate } from './attributes.ts';
import type { Remark, Span } from './span.ts';
import type { Vocabulary } from './vocabulary.ts';

const kinds = new Map<string, Span['kind']>([
  ['LLM', 'model'],
  ['TOOL', 'tool'],
  ['RETRIEVER', 'retrieval'],
]);

const remarksOf = (attributes: Fields): Remark[] =>
  listOf(attribute(attributes, 'annotations')).map((raw) => {
    const annotation = fieldsOf(raw)['annotation'];
    return isFields(annotation) ? annotation : fieldsOf(raw);
  });

const usageOf = (attributes: Fields): Span['usage'] =>
  present({
    input_tokens: numberOf(attribute(attributes, 'llm.token_count.prompt')),
    output_tokens: numberOf(attribute(attributes, 'llm.token_count.completion')),
  });

const metadataOf = (attributes: Fields): Fields => {
  const of = (name: string) => first(attribute(attributes, name));
  const own = fieldsOf(parsed(attribute(attributes, 'metadata')));
  return present({
    ...own,
    model: of('llm.response.model_name') ?? of('llm.model_name') ?? of('llm.request.model_name'),
    session: of('session.id'),
    user: of('user.id'),
    tags: parsed(of('tag.tags')),
  });
};

const runOf = (name: string, attributes: Fields, input: unknown, output: unknown): Span['run'] =>
  readCall({
    id: first(attribute(attributes, 'tool_call.id'), attribute(attributes, 'tool.id')),
    name: first(attribute(attributes, 'tool.name'), name),
    arguments: first(input, attribute(attributes, 'tool.parameters')),
    result: output,
  });

/** OpenInference, which Phoenix and Arize speak. */
export const openInference: Vocabulary = ({ name, attributes }, tell) => {
  const spoken = textOf(attribute(attributes, 'openinference.span.kind'))?.toUpperCase();
  const input = attribute(attributes, 'input.value');
  const output = attribute(attributes, 'output.value');
  const given = inflate(parsed(attribute(attributes, 'llm.input_messages')));
  const answered = inflate(parsed(attribute(attributes, 'llm.output_messages')));
  const kind = given === undefined ? (kinds.get(spoken ?? '') ?? 'other') : 'model';
  if (spoken === undefined && given === undefined && input === undefined) return {};
  const hasMessages = kind === 'model' || kind === 'other';
  return {
    kind,
    input: hasMessages ? readMessages(given ?? input, 'user', tell) : [],
    output: hasMessages ? readMessages(answered ?? output, 'assistant', tell) : [],
    answer: output,
    run: kind === 'tool' ? runOf(name, attributes, input, output) : undefined,
    documents: readDocuments(inflate(parsed(attribute(attributes, 'retrieval.documents')))),
    usage: usageOf(attributes),
    metadata: metadataOf(attributes),
    remarks: remarksOf(attributes),
  };
};
