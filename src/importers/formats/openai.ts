import type { TraceMessage } from '../../domain/trace.ts';
import { readAnswer, withAnswer } from '../answer.ts';
import { readDocuments } from '../documents.ts';
import type { Entry, Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, isFields, numberOf, parsed, present, rest, textOf } from '../json.ts';
import { isList, unwrapList } from '../lists.ts';
import { readMessages } from '../messages.ts';
import { readRows, type RowDraft } from '../rows.ts';
import { completionOf, isStream } from '../stream.ts';
import { isoOf, unreadTimes } from '../times.ts';

const usageOf = (response: Fields): RowDraft['usage'] => {
  const usage = fieldsOf(response['usage']);
  return present({
    input_tokens: numberOf(first(usage['input_tokens'], usage['prompt_tokens'])),
    output_tokens: numberOf(first(usage['output_tokens'], usage['completion_tokens'])),
  });
};

/** What of both sides says what was said: messages of chat, or items of Responses. */
const askedOf = (request: Fields): unknown =>
  first(request['messages'], request['input'], request['input_items']);

/** OpenAI's `instructions`, Anthropic's `system`: a text, or parts of one. */
const instructionsOf = (request: Fields, tell: Tell): TraceMessage[] => {
  const content = first(request['instructions'], request['system']);
  return content === undefined ? [] : readMessages({ role: 'system', content }, 'system', tell);
};

/** Why a response ends where it does, if not as it should, which is told. */
const cutOf = (response: Fields, tell: Tell): string | undefined => {
  const cut = textOf(fieldsOf(response['incomplete_details'])['reason']);
  if (response['status'] === 'incomplete')
    tell(`the answer is incomplete: ${cut ?? 'it is not said why'}`);
  return cut;
};

const taken = new Set(
  [
    'documents retrieved_documents',
    'id custom_id request response input input_items metadata error object created created_at',
    'timestamp messages choices usage method',
  ].flatMap((names) => names.split(' ')),
);

const errorOf = (row: Fields, response: Fields): string | undefined => {
  const error = first(row['error'], response['error']);
  return isFields(error) ? (textOf(error['message']) ?? JSON.stringify(error)) : textOf(error);
};

/** A response of a batch is wrapped once more, with its status. */
const bodyOf = (side: unknown): Fields => {
  const value = parsed(side);
  const fields = isStream(value) ? completionOf(value) : fieldsOf(value);
  return isFields(fields['body']) ? fields['body'] : fields;
};

const readExchange = (row: Fields, tell: Tell): RowDraft | string => {
  const isResponse = Array.isArray(row['choices']) || row['object'] === 'response';
  const response = isResponse ? row : bodyOf(row['response']);
  const request = isFields(parsed(row['request'])) ? bodyOf(row['request']) : row;
  const asked = [
    ...instructionsOf({ ...response, ...request }, tell),
    ...readMessages(askedOf(request), 'user', tell),
  ];
  const given = parsed(row['response']);
  const isSaid = typeof given === 'string' || (Array.isArray(given) && !isStream(given));
  const said = isSaid ? given : response;
  const answered = readAnswer(said, tell);
  const at = first(
    row['timestamp'],
    response['created_at'],
    response['created'],
    row['created_at'],
  );
  if (asked.length === 0) tell('what was asked is not in it: export the requests too');
  const id = first(row['custom_id'], row['id'], response['id']);
  return {
    id: textOf(id),
    messages: withAnswer(asked, answered),
    documents: readDocuments(first(row['documents'], row['retrieved_documents'])),
    usage: usageOf(response),
    finish_reason: cutOf(response, tell),
    error: errorOf(row, response),
    at: isoOf(at),
    metadata: present({
      ...unreadTimes({ at }, tell),
      ...rest(row, taken),
      ...fieldsOf(parsed(row['metadata'])),
      response_id: response['id'] === id ? undefined : response['id'],
      model: first(response['model'], request['model']),
      previous_response_id: first(
        response['previous_response_id'],
        request['previous_response_id'],
      ),
    }),
  };
};

/** The two files of a batch, what was asked and what was answered, meet by `custom_id`. */
const joinBatches = (entries: readonly Entry[]): Entry[] => {
  const requests = new Map<unknown, Fields>();
  for (const { value } of entries) {
    if ('custom_id' in value && isFields(value['body']))
      requests.set(value['custom_id'], value['body']);
  }
  const answered = new Set(
    entries.filter(({ value }) => 'response' in value).map(({ value }) => value['custom_id']),
  );
  return entries
    .filter(
      ({ value }) => !('body' in value && 'custom_id' in value && answered.has(value['custom_id'])),
    )
    .map(({ place, value }) => {
      const { body, ...row } = value;
      const request = requests.get(value['custom_id']) ?? body;
      return { place, value: request === undefined ? value : { request, ...row } };
    });
};

const isExchange = (value: Fields): boolean =>
  fieldsOf(value['response'])['object'] === 'response' ||
  ('custom_id' in value && ('response' in value || 'body' in value)) ||
  value['object'] === 'response' ||
  value['object'] === 'chat.completion' ||
  ('request' in value && 'response' in value);

export const openai: Importer = {
  format: 'openai',
  summary: 'OpenAI: {request, response} logs of chats and Responses, batches, stored completions',
  recognises: (value) => isExchange(value) || isList(value),
  unwrap: unwrapList,
  read(entries, digest) {
    const joined = joinBatches(entries);
    const imported = readRows('openai', joined, readExchange, digest);
    const paired = entries.length - joined.length;
    return { ...imported, records: entries.length, merged: imported.merged + paired };
  },
};
