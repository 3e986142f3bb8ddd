import { parse } from 'yaml';
import { Unusable, type Resources } from '../domain/assertion.ts';
import { reasonOf } from './quote.ts';

const parseData = (path: string, text: string): unknown =>
  /\.ya?ml$/i.test(path)
    ? parse(text, { maxAliasCount: 0, logLevel: 'error' })
    : JSON.parse(text.replace(/^\uFEFF/, ''));

/** The content of a JSON or YAML file that an assertion names. Throws an `Unusable`. */
export const readData = async (
  path: string,
  key: string,
  resources: Pick<Resources, 'text'>,
): Promise<unknown> => {
  const text = await resources.text(path);
  try {
    return parseData(path, text);
  } catch (error) {
    throw new Unusable(`${path} cannot be read: ${reasonOf(error)}`, 'mend that file', key);
  }
};
