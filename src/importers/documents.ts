import type { Trace } from '../domain/trace.ts';
import type { Fields } from './importer.ts';
import { fieldsOf, first, isFields, listOf, parsed, present, rest, textOf } from './json.ts';

export type Document = NonNullable<Trace['documents']>[number];

const taken = new Set(
  ['id document_id doc_id documentId text content page_content pageContent lc type kwargs'].flatMap(
    (names) => names.split(' '),
  ),
);

const readDocument = (raw: unknown, index: number): Document => {
  if (typeof raw === 'string') return { id: String(index + 1), text: raw };
  const outer = fieldsOf(raw);
  const inner: Fields = [outer['document'], outer['kwargs']].find(isFields) ?? outer;
  const metadata = fieldsOf(parsed(inner['metadata']));
  const id = first(inner['id'], inner['document_id'], inner['doc_id'], inner['documentId']);
  const elsewhere = first(metadata['id'], metadata['source'], metadata['document_id']);
  const text = first(inner['text'], inner['content'], inner['page_content'], inner['pageContent']);
  const written = text === undefined || typeof text === 'string' ? text : JSON.stringify(text);
  return {
    ...rest(inner, taken),
    id: textOf(id) ?? textOf(elsewhere) ?? String(index + 1),
    ...present({ text: written }),
  };
};

const isDocument = (value: unknown): boolean => typeof value === 'string' || isFields(value);

/** Retrieved documents in any vendor's spelling; one without an id is given its number. */
export const readDocuments = (raw: unknown): Document[] => {
  const value = parsed(raw);
  const list = isFields(value)
    ? first(value['documents'], value['output'], value['results'])
    : value;
  return listOf(list).filter(isDocument).map(readDocument);
};
