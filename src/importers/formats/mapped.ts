import { Failure } from '../../domain/failure.ts';
import { jsonPath, type Query } from '../../assertions/jsonpath.ts';
import { Unusable } from '../../domain/assertion.ts';
import { readAnswer } from '../answer.ts';
import { readDocuments } from '../documents.ts';
import type { Fields, Importer, Tell } from '../importer.ts';
import { isFields, present, textOf } from '../json.ts';
import { readMessages } from '../messages.ts';
import { readRows, type RowDraft } from '../rows.ts';
import { isoOf, unreadTimes } from '../times.ts';
import { noObject } from '../unwrap.ts';

/** Parts of a trace that a path can be given for; `records` picks the records out of a file. */
const parts = ['records', 'id', 'messages', 'input', 'output', 'documents', 'at'] as const;
type Part = (typeof parts)[number] | `metadata.${string}`;

const isPart = (name: string): name is Part =>
  parts.some((part) => part === name) || /^metadata\../.test(name);

const wrong = (given: string, why: string): Failure =>
  new Failure(
    `--map ${given}`,
    why,
    `write a part and its JSONPath, such as messages=$.turns; the parts are ${parts.join(', ')} and metadata.<name>`,
  );

const compile = (given: string): [Part, Query] => {
  const [, name = '', path = ''] = /^([^=]+)=(.+)$/s.exec(given) ?? [];
  if (!isPart(name)) throw wrong(given, 'it names no part of a trace');
  try {
    return [name, jsonPath(path)];
  } catch (error) {
    if (error instanceof Unusable) throw wrong(given, error.message);
    throw error;
  }
};

/** What a path selects: its one value, or all of them. */
const selected = (query: Query | undefined, fields: Fields): unknown => {
  const values = query?.(fields) ?? [];
  return values.length > 1 ? values : values[0];
};

const readRow =
  (queries: ReadonlyMap<Part, Query>) =>
  (fields: Fields, tell: Tell): RowDraft | string => {
    const of = (part: Part) => selected(queries.get(part), fields);
    const [messages, input, output] = [of('messages'), of('input'), of('output')];
    if (messages === undefined && input === undefined && output === undefined) {
      return 'the paths of --map find no messages, input or output in it';
    }
    const extra = [...queries.keys()].filter((part) => part.startsWith('metadata.'));
    const documents = of('documents');
    return {
      id: textOf(of('id')),
      messages: [
        ...readMessages(messages, 'user', tell),
        ...readMessages(input, 'user', tell),
        ...readAnswer(output, tell),
      ],
      at: isoOf(of('at')),
      documents: documents === undefined ? undefined : readDocuments(documents),
      metadata: present({
        ...unreadTimes({ at: of('at') }, tell),
        ...Object.fromEntries(extra.map((part) => [part.slice('metadata.'.length), of(part)])),
      }),
    };
  };

/** An importer of any shape, by the paths that the user gives. Throws a `Failure` at a wrong one. */
export const mapped = (map: readonly string[]): Importer => {
  const queries = new Map(map.map(compile));
  const records = queries.get('records');
  return {
    format: 'mapped',
    summary: 'any shape, by --map',
    recognises: isFields,
    ...(records !== undefined && {
      unwrap: ({ place, value }) =>
        records(value).map((item, index) => ({
          place: `${place}[${index}]`,
          value: noObject(item),
        })),
    }),
    read: (entries, digest) => readRows('mapped', entries, readRow(queries), digest),
  };
};
