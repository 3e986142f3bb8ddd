import { readAnswer, withAnswer } from '../answer.ts';
import { readDocuments } from '../documents.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { fieldsOf, first, isFields, numberOf, parsed, rest, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readRows, type RowDraft } from '../rows.ts';
import { isoOf, unreadTimes } from '../times.ts';

/** The first of some keys under which a row has something. */
const keyIn = (row: Fields, ...keys: string[]): string | undefined =>
  keys.find((key) => first(row[key]) !== undefined);

const under = (row: Fields, key: string | undefined): unknown =>
  key === undefined ? undefined : row[key];

/** What all plain exports have in common: an id, a time, documents, and anything else as metadata. */
const around = (row: Fields, tell: Tell, ...read: string[]): Omit<RowDraft, 'messages'> => {
  const id = keyIn(row, 'id', 'conversation_id', 'trace_id');
  const at = keyIn(row, 'at', 'timestamp', 'created_at');
  const url = keyIn(row, 'url', 'lsmith_url');
  const held = keyIn(row, 'documents', 'retrieved_documents', 'context');
  const documents = readDocuments(under(row, held));
  const latency = numberOf(row['latency_ms']);
  const own = parsed(row['metadata']);
  const taken = [
    ...read,
    id,
    at,
    url,
    documents.length > 0 ? held : undefined,
    latency === undefined ? undefined : 'latency_ms',
    isFields(own) ? 'metadata' : undefined,
  ];
  const metadata = {
    ...rest(row, new Set(taken.filter((key) => key !== undefined))),
    ...fieldsOf(own),
    ...unreadTimes({ at: under(row, at) }, tell),
  };
  return {
    id: textOf(under(row, id)),
    at: isoOf(under(row, at)),
    documents,
    latency_ms: latency,
    url: textOf(under(row, url)),
    metadata: Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [key, parsed(value)]),
    ),
  };
};

/** The answer may stand beside the messages that asked for it. */
const readUnder =
  (name: string) =>
  (row: Fields, tell: Tell): RowDraft | string => {
    if (!(name in row)) return `it has no \`${name}\``;
    const asked = readMessages(row[name], 'user', tell);
    const answer = keyIn(row, 'response', 'output');
    if (answer === undefined) return { ...around(row, tell, name), messages: asked };
    const answered = readAnswer(row[answer], tell);
    return { ...around(row, tell, name, answer), messages: withAnswer(asked, answered) };
  };

/** Plain text, though it may look like JSON. */
const said = (role: string, value: unknown, tell: Tell) =>
  typeof value === 'string' ? [{ role, content: value }] : readMessages(value, role, tell);

const readQuery = (row: Fields, tell: Tell): RowDraft | string => {
  if (first(row['query']) === undefined) return 'it has no `query`';
  if (first(row['response']) === undefined) tell('it has no `response`');
  const id = keyIn(row, 'id', 'conversation_id', 'session_id', 'thread_id', 'trace_id');
  const asked = said('user', row['query'], tell);
  const answered =
    first(row['response']) === undefined ? [] : said('assistant', row['response'], tell);
  const more = around({ ...row, id: under(row, id) }, tell, 'query', 'response', id ?? 'id');
  return { ...more, messages: [...asked, ...answered], isTurn: id !== 'id' && id !== undefined };
};

export const chat: Importer = {
  format: 'chat',
  summary: 'conversations: {id?, messages, metadata?} as JSON, JSON lines or CSV',
  recognises: (value) => 'messages' in value,
  read: (entries, digest) => readRows('chat', entries, readUnder('messages'), digest),
};

export const shareGpt: Importer = {
  format: 'sharegpt',
  summary: 'ShareGPT: {conversations: [{from, value}]}',
  recognises: (value) => 'conversations' in value,
  read: (entries, digest) => readRows('sharegpt', entries, readUnder('conversations'), digest),
};

export const queryResponse: Importer = {
  format: 'query-response',
  summary: 'questions and answers: {id?, query, response} as JSON, JSON lines or CSV',
  recognises: (value) => 'query' in value && 'response' in value,
  read: (entries, digest) => readRows('query-response', entries, readQuery, digest),
};
