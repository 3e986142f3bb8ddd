import { printsOf, type Prints } from '../baseline/prints.ts';
import { loadDefinitions } from '../definitions/load.ts';
import { examplesOfJudges } from './judge/examples.ts';
import type { Definitions, Files, Loaded } from '../domain/definitions.ts';
import type { TargetName } from '../domain/names.ts';

/** One side of a comparison: its files, its definitions, and the fingerprints of all that matters. */
export type Side = {
  commit: string;
  files: Files;
  tree: ReadonlyMap<string, string>;
  definitions: Definitions;
  prints: Prints;
};

type Indexes = Readonly<Record<TargetName, string>>;

/** Reads a side; anything but valid definitions is returned as it is. */
export const readSide = async (
  commit: string,
  files: Files,
  path: string,
  indexesOf: (definitions: Definitions) => Promise<Indexes>,
): Promise<Side | Exclude<Loaded, { state: 'valid' }>> => {
  const loaded = await loadDefinitions(files, path);
  if (loaded.state !== 'valid') return loaded;
  const { definitions } = loaded;
  const tree = await files.tree();
  const examples = await examplesOfJudges(definitions, files);
  const prints = printsOf(definitions, tree, await indexesOf(definitions), examples);
  return { commit, files, tree, definitions, prints };
};
