import { readDocuments } from '../documents.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, numberOf, parsed, rest, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readRows, type RowDraft } from '../rows.ts';
import { isoOf, unreadTimes } from '../times.ts';

const taken = new Set(
  [
    'id conversation_id trace_id messages conversations query response at timestamp',
    'created_at documents metadata url latency_ms lsmith_url',
  ].flatMap((names) => names.split(' ')),
);

/** What all plain exports have in common: an id, a time, documents, and anything else as metadata. */
const around = (row: Fields, tell: Tell): Omit<RowDraft, 'messages'> => {
  const at = first(row['at'], row['timestamp'], row['created_at']);
  const metadata = {
    ...rest(row, taken),
    ...fieldsOf(parsed(row['metadata'])),
    ...unreadTimes({ at }, tell),
  };
  const documents = first(row['documents'], row['retrieved_documents'], row['context']);
  return {
    id: textOf(first(row['id'], row['conversation_id'], row['trace_id'])),
    at: isoOf(at),
    documents: documents === undefined ? undefined : readDocuments(documents),
    latency_ms: numberOf(row['latency_ms']),
    url: textOf(first(row['url'], row['lsmith_url'])),
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [key, parsed(value)]),
    ),
  };
};

const readChat = (row: Fields, tell: Tell): RowDraft | string =>
  'messages' in row
    ? { ...around(row, tell), messages: readMessages(row['messages'], 'user', tell) }
    : 'it has no `messages`';

const readShareGpt = (row: Fields, tell: Tell): RowDraft | string =>
  'conversations' in row
    ? { ...around(row, tell), messages: readMessages(row['conversations'], 'user', tell) }
    : 'it has no `conversations`';

/** Plain text, though it may look like JSON. */
const said = (role: string, value: unknown, tell: Tell) =>
  typeof value === 'string' ? [{ role, content: value }] : readMessages(value, role, tell);

const readQuery = (row: Fields, tell: Tell): RowDraft | string => {
  if (first(row['query']) === undefined) return 'it has no `query`';
  if (first(row['response']) === undefined) tell('it has no `response`');
  const asked = said('user', row['query'], tell);
  const answered =
    first(row['response']) === undefined ? [] : said('assistant', row['response'], tell);
  return { ...around(row, tell), messages: [...asked, ...answered] };
};

export const chat: Importer = {
  format: 'chat',
  summary: 'conversations: {id?, messages, metadata?} as JSON, JSON lines or CSV',
  recognises: (value) => 'messages' in value,
  read: (entries, digest) => readRows('chat', entries, readChat, digest),
};

export const shareGpt: Importer = {
  format: 'sharegpt',
  summary: 'ShareGPT: {conversations: [{from, value}]}',
  recognises: (value) => 'conversations' in value,
  read: (entries, digest) => readRows('sharegpt', entries, readShareGpt, digest),
};

export const queryResponse: Importer = {
  format: 'query-response',
  summary: 'questions and answers: {id?, query, response} as JSON, JSON lines or CSV',
  recognises: (value) => 'query' in value && 'response' in value,
  read: (entries, digest) => readRows('query-response', entries, readQuery, digest),
};
