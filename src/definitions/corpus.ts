import { readData } from '../assertions/data-file.ts';
import { jsonPath, type Query } from '../assertions/jsonpath.ts';
import { reasonOf } from '../assertions/quote.ts';
import { Unusable } from '../domain/assertion.ts';
import type { Corpus } from '../domain/config.ts';
import type { Files } from '../domain/definitions.ts';
import { code, shown } from './words.ts';

const idOf = (file: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const what = `in ${code(file)} the path selects ${shown(value)}, which is no id`;
  throw new Unusable(what, 'select the ids themselves, such as $.documents[*].id', 'ids');
};

const textOf = async (files: Pick<Files, 'read'>, path: string): Promise<string> => {
  const bytes = await files.read(path);
  if (bytes !== undefined) return bytes.toString();
  const mend = "write its path from the repository's root";
  throw new Unusable(`there is no file ${code(path)}`, mend, 'file');
};

const selected = (query: Query, document: unknown): unknown[] => {
  try {
    return query(document);
  } catch (error) {
    throw new Unusable(
      `the path cannot be followed: ${reasonOf(error)}`,
      'correct the path',
      'ids',
    );
  }
};

/** The ids of a corpus. Throws an `Unusable` whose key is one of the corpus: `file` or `ids`. */
export const loadCorpus = async (
  files: Pick<Files, 'read'>,
  { file, ids }: Corpus,
): Promise<ReadonlySet<string>> => {
  const query = jsonPath(ids, 'ids');
  const document = await readData(file, 'file', { text: (path) => textOf(files, path) });
  const found = selected(query, document).map((value) => idOf(file, value));
  if (found.length > 0) return new Set(found);
  const mend = 'correct the path, such as $.documents[*].id';
  throw new Unusable(`the path selects nothing in ${code(file)}`, mend, 'ids');
};
