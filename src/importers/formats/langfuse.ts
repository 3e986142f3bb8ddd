import { readCall } from '../calls.ts';
import { readDocuments } from '../documents.ts';
import type { Entry, Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, listOf, numberOf, parsed, present, textOf, unquoted } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readSpans } from '../spans/read.ts';
import type { Span } from '../spans/span.ts';
import { isoOf, momentOf, unreadTimes } from '../times.ts';
import { itemsUnder, noObject } from '../unwrap.ts';

/** A field in the spelling of the API, or of the export to a blob store. */
const either = (fields: Fields, camel: string): unknown =>
  first(fields[camel], fields[camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]);

/** Names of record kinds that unwrapping adds, so that each piece of a trace is a record. */
const kindKey = 'failmode.kind';

/** A downloaded trace: the trace itself, its observations and its scores are a record each. */
const unwrap = (entry: Entry): Entry[] => {
  const { observations, scores, ...trace } = entry.value;
  if (!Array.isArray(observations)) return itemsUnder('data')(entry);
  const traceId = textOf(trace['id']);
  const pieces = (kind: string, list: unknown) =>
    listOf(list).map((item, index) => ({
      place: `${entry.place}.${kind}s[${index}]`,
      value: { ...noObject(item), traceId, [kindKey]: kind },
    }));
  const whole = { place: entry.place, value: { ...trace, [kindKey]: 'trace' } };
  return [whole, ...pieces('observation', observations), ...pieces('score', scores)];
};

const metadataOf = (fields: Fields): Fields =>
  present({
    ...fieldsOf(parsed(fields['metadata'])),
    name: first(
      either(fields, 'traceName'),
      fields[kindKey] === 'trace' ? fields['name'] : undefined,
    ),
    session: either(fields, 'sessionId'),
    user: either(fields, 'userId'),
    release: first(fields['release']),
    version: first(fields['version']),
    environment: first(fields['environment']),
    tags: parsed(fields['tags']),
    model: first(either(fields, 'providedModelName'), fields['model']),
    prompt: either(fields, 'promptName'),
    prompt_version: either(fields, 'promptVersion'),
  });

const readScore = (fields: Fields, trace: string, id: string): Span => {
  const value = first(either(fields, 'stringValue'), fields['value']);
  const remark = present({
    name: fields['name'],
    value,
    comment: first(fields['comment']),
    by: fields['source'],
    span: either(fields, 'observationId'),
  });
  return { trace, id: `score ${id}`, parent: trace, kind: 'other', remarks: [remark] };
};

const usageOf = (fields: Fields): Span['usage'] => {
  const usage = fieldsOf(parsed(first(either(fields, 'usageDetails'), fields['usage'])));
  return present({
    input_tokens: numberOf(first(usage['input'], usage['input_tokens'], usage['prompt_tokens'])),
    output_tokens: numberOf(
      first(usage['output'], usage['output_tokens'], usage['completion_tokens']),
    ),
  });
};

const readTrace = (fields: Fields, id: string, tell: Tell): Span => ({
  trace: id,
  id: `trace ${id}`,
  isWhole: true,
  kind: 'other',
  start: momentOf(fields['timestamp']),
  input: readMessages(fields['input'], 'user', tell),
  output: readMessages(fields['output'], 'assistant', tell),
  answer: parsed(fields['output']),
  metadata: { ...metadataOf(fields), ...unreadTimes({ timestamp: fields['timestamp'] }, tell) },
  url: textOf(fields['htmlPath']),
});

/** What an observation of each type is; those that are not here only frame others. */
const kinds: Record<string, Span['kind']> = {
  GENERATION: 'model',
  TOOL: 'tool',
  RETRIEVER: 'retrieval',
};

const contentOf = (fields: Fields, kind: Span['kind'], tell: Tell): Partial<Span> => {
  // The export to a blob store has each as JSON, a plain text too.
  const isBlob = 'trace_id' in fields;
  const [input, output] = [fields['input'], fields['output']].map((value) =>
    isBlob ? unquoted(value) : value,
  );
  if (kind === 'tool') {
    const { tool_call_id: id } = fieldsOf(parsed(fields['metadata']));
    return { run: readCall({ id, name: fields['name'], arguments: input, result: output }) };
  }
  if (kind === 'retrieval') return { documents: readDocuments(output) };
  return {
    input: readMessages(input, 'user', tell),
    output: readMessages(output, 'assistant', tell),
    answer: parsed(output),
  };
};

const readObservation = (fields: Fields, trace: string, id: string, tell: Tell): Span => {
  const type = textOf(fields['type']) ?? '';
  const kind = (Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? 'other';
  const isError = fields['level'] === 'ERROR';
  return {
    trace,
    id,
    name: textOf(fields['name']),
    kind,
    parent: textOf(either(fields, 'parentObservationId')),
    start: momentOf(either(fields, 'startTime')),
    end: isoOf(either(fields, 'endTime')),
    usage: usageOf(fields),
    error: isError ? (textOf(either(fields, 'statusMessage')) ?? 'error') : undefined,
    metadata: {
      ...metadataOf(fields),
      ...unreadTimes(
        { startTime: either(fields, 'startTime'), endTime: either(fields, 'endTime') },
        tell,
      ),
    },
    ...contentOf(fields, kind, tell),
  };
};

const readPiece = (fields: Fields, tell: Tell): Span | string => {
  const id = textOf(fields['id']);
  if (id === undefined) return 'it has no id';
  if (fields[kindKey] === 'trace') return readTrace(fields, id, tell);
  const trace = textOf(either(fields, 'traceId'));
  if (trace === undefined) return 'it has no id of its trace';
  const isScore = fields[kindKey] === 'score' || ('value' in fields && !('type' in fields));
  return isScore ? readScore(fields, trace, id) : readObservation(fields, trace, id, tell);
};

const isObservation = (value: Fields): boolean =>
  either(value, 'traceId') !== undefined &&
  ('parentObservationId' in value || 'parent_observation_id' in value);

export const langfuse: Importer = {
  format: 'langfuse',
  summary: 'Langfuse: a downloaded trace, observations of its API, rows of its blob export',
  recognises: (value) =>
    (Array.isArray(value['observations']) && 'id' in value) ||
    isObservation(value) ||
    ('meta' in value && listOf(value['data']).some((item) => 'traceId' in fieldsOf(item))),
  unwrap,
  read: (entries) => readSpans('langfuse', entries, readPiece),
};
