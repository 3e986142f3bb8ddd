import { readDocument } from '../definitions/document.ts';
import { get, partsOf } from '../definitions/sections.ts';
import { configSchema, targetSchema, type Config } from '../domain/config.ts';
import type { Problem } from '../domain/problem.ts';
import { folderFiles } from './folder.ts';

/** What looking takes from `failmode.yml`: as much of it as is valid, and what else is not. */
export type LookConfig = {
  /** Of the definitions, with its slash. */
  folder: string;
  targets: Config['targets'];
  looking: NonNullable<Config['looking']>;
  /** The file says when traces are read, and says it right. */
  isPlanned: boolean;
  problems: Problem[];
};

const defaults = { traces: ['traces/**/*.jsonl'] };
const lookingSchema = configSchema.shape.looking.unwrap();

/** A team looks before it has defined anything, so nothing of the file has to be there. */
export const readLookConfig = async (root: string, path: string): Promise<LookConfig> => {
  const reading = await readDocument(folderFiles(root), path, configSchema);
  const looking = lookingSchema.safeParse(get(reading?.raw, 'looking'));
  return {
    folder: path.slice(0, path.lastIndexOf('/') + 1),
    targets: Object.fromEntries(partsOf(reading?.raw, 'targets', targetSchema)),
    looking: looking.success ? looking.data : lookingSchema.parse(defaults),
    isPlanned: looking.success,
    problems: reading?.problems ?? [],
  };
};
