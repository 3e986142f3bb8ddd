import { readAnswer } from '../answer.ts';
import { readCall } from '../calls.ts';
import { readDocuments } from '../documents.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, isFields, numberOf, parsed, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readSpans } from '../spans/read.ts';
import type { Remark, Span } from '../spans/span.ts';
import { isoOf, momentOf, unreadTimes } from '../times.ts';
import { itemsUnder } from '../unwrap.ts';

const kinds = new Map<string, Span['kind']>([
  ['llm', 'model'],
  ['tool', 'tool'],
  ['retriever', 'retrieval'],
]);

const askedOf = (inputs: Fields): unknown =>
  first(inputs['messages'], inputs['input'], inputs['question'], inputs['query']) ?? inputs;

/** Feedback is a score of others: `{key: {n, avg}}`. */
const remarksOf = (run: Fields): Remark[] =>
  Object.entries(fieldsOf(parsed(run['feedback_stats']))).map(([name, stats]) => ({
    name,
    value: isFields(stats) ? (stats['avg'] ?? stats) : stats,
  }));

const contentOf = (run: Fields, kind: Span['kind'], tell: Tell): Partial<Span> => {
  const inputs = fieldsOf(parsed(run['inputs']));
  const outputs = fieldsOf(parsed(run['outputs']));
  if (kind === 'tool') {
    const said: Fields = { ...inputs, ...fieldsOf(outputs['output']) };
    const output = fieldsOf(outputs['output'])['content'] ?? outputs['output'] ?? outputs;
    const given = first(inputs['input']) ?? inputs;
    return {
      run: readCall({
        call_id: said['tool_call_id'],
        name: run['name'],
        arguments: given,
        result: output,
      }),
    };
  }
  if (kind === 'retrieval') return { documents: readDocuments(outputs['documents'] ?? outputs) };
  return {
    input: readMessages(askedOf(inputs), 'user', tell),
    output: readAnswer(outputs, tell),
    answer: first(outputs['output'], outputs['answer']),
  };
};

const metadataOf = (run: Fields): Fields => {
  const metadata = fieldsOf(fieldsOf(parsed(run['extra']))['metadata']);
  return present({
    ...metadata,
    model: metadata['ls_model_name'],
    project: first(run['session_id']),
    tags: parsed(run['tags']),
  });
};

const readRun = (run: Fields, tell: Tell): Span | string => {
  const id = textOf(run['id']);
  if (id === undefined) return 'it has no id';
  const kind = kinds.get(String(run['run_type'])) ?? 'other';
  return {
    trace: textOf(run['trace_id']) ?? id,
    id,
    name: textOf(run['name']),
    kind,
    parent: textOf(run['parent_run_id']),
    start: momentOf(run['start_time']),
    end: isoOf(run['end_time']),
    usage: present({
      input_tokens: numberOf(run['prompt_tokens']),
      output_tokens: numberOf(run['completion_tokens']),
    }),
    error: textOf(run['error']),
    metadata: {
      ...metadataOf(run),
      ...unreadTimes({ start_time: run['start_time'], end_time: run['end_time'] }, tell),
    },
    remarks: remarksOf(run),
    url: textOf(run['url']),
    ...contentOf(run, kind, tell),
  };
};

const isRun = (value: Fields): boolean =>
  'run_type' in value && ('dotted_order' in value || 'inputs' in value);

export const langsmith: Importer = {
  format: 'langsmith',
  summary: 'LangSmith: runs as JSON lines, or {runs: []}',
  recognises: (value) =>
    isRun(value) || isRun(fieldsOf((value['runs'] as unknown[] | undefined)?.[0])),
  unwrap: itemsUnder('runs'),
  read: (entries) => readSpans('langsmith', entries, readRun),
};
