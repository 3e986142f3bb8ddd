import { readAnswer } from '../answer.ts';
import { readCall } from '../calls.ts';
import { readDocuments } from '../documents.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, isFields, listOf, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readSpans } from '../spans/read.ts';
import type { Remark, Span } from '../spans/span.ts';
import { isoOf, momentOf, unreadTimes } from '../times.ts';
import { itemsUnder } from '../unwrap.ts';

const kinds = new Map<string, Span['kind']>([
  ['llm', 'model'],
  ['tool', 'tool'],
]);

/** Scores, what was expected, and comments are what others said of it. */
const remarksOf = (row: Fields): Remark[] => [
  ...Object.entries(fieldsOf(parsed(row['scores']))).map(([name, value]) => ({ name, value })),
  ...(first(row['expected']) === undefined
    ? []
    : [{ name: 'expected', value: parsed(row['expected']) }]),
  ...listOf(first(parsed(row['comments']))).map((comment) => ({
    name: 'comment',
    comment: fieldsOf(comment)['text'] ?? fieldsOf(fieldsOf(comment)['comment'])['text'] ?? comment,
  })),
];

const metadataOf = (row: Fields): Fields => {
  const metadata = fieldsOf(parsed(row['metadata']));
  return present({ ...metadata, tags: first(parsed(row['tags'])) });
};

const errorOf = (row: Fields): string | undefined => {
  const error = parsed(first(row['error']));
  return isFields(error) ? (textOf(error['message']) ?? JSON.stringify(error)) : textOf(error);
};

const contentOf = (row: Fields, kind: Span['kind'], type: string, tell: Tell): Partial<Span> => {
  const [input, output] = [parsed(row['input']), parsed(row['output'])];
  if (kind === 'tool') {
    const { name } = fieldsOf(row['span_attributes']);
    const { tool_call_id: id } = fieldsOf(row['metadata']);
    return { run: readCall({ id, name, arguments: input, result: output }) };
  }
  if (type === 'retrieval' || type === 'retriever') return { documents: readDocuments(output) };
  const isText = typeof output === 'string';
  return {
    input: first(input) === undefined ? [] : readMessages(input, 'user', tell),
    output: first(output) === undefined ? [] : readAnswer(output, tell),
    answer: isText ? undefined : output,
  };
};

const parentOf = (row: Fields): string | undefined =>
  textOf(listOf(parsed(row['span_parents']))[0]);

/** A row of the CSV has no root: each is a trace of its own. */
const readRow = (row: Fields, tell: Tell): Span | string => {
  const id = textOf(first(row['span_id'], row['id']));
  if (id === undefined) return 'it has no span id';
  const attributes = fieldsOf(parsed(row['span_attributes']));
  const type = textOf(attributes['type']) ?? '';
  const metrics = fieldsOf(parsed(row['metrics']));
  const kind = kinds.get(type) ?? 'other';
  const named = { ...row, span_attributes: { name: row['name'], ...attributes } };
  return {
    trace: textOf(row['root_span_id']) ?? id,
    id,
    name: textOf(named.span_attributes.name),
    kind,
    parent: parentOf(row),
    start: momentOf(first(metrics['start'])) ?? momentOf(row['created']),
    end: isoOf(metrics['end']),
    usage: present({
      input_tokens: numberOf(metrics['prompt_tokens']),
      output_tokens: numberOf(metrics['completion_tokens']),
    }),
    error: errorOf(row),
    metadata: {
      ...metadataOf(row),
      ...unreadTimes(
        { created: row['created'], start: metrics['start'], end: metrics['end'] },
        tell,
      ),
    },
    remarks: remarksOf(row),
    ...contentOf({ ...named, metadata: fieldsOf(parsed(row['metadata'])) }, kind, type, tell),
  };
};

const isSpan = (value: Fields): boolean =>
  'root_span_id' in value || ('span_id' in value && 'input' in value && 'output' in value);

export const braintrust: Importer = {
  format: 'braintrust',
  summary: 'Braintrust: spans of project logs as {events: []}, JSON, JSON lines or CSV',
  recognises: (value) => isSpan(value) || isSpan(fieldsOf(listOf(value['events'])[0])),
  unwrap: itemsUnder('events'),
  read: (entries) => readSpans('braintrust', entries, readRow),
};
