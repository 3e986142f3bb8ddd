import { movesInFile } from '../decide/moves.ts';
import type { Affected } from '../decide/touched.ts';
import type { Files } from '../domain/definitions.ts';
import type { Touch } from '../domain/touched.ts';

const kindsWithSettings = new Set<Touch['kind']>(['models', 'retrieval', 'prompts']);
/** Larger files are data, not settings. */
const largest = 1024 * 1024;

const textOf = async (files: Files, path: string): Promise<string | undefined> => {
  const bytes = await files.read(path);
  return bytes === undefined || bytes.length > largest ? undefined : bytes.toString('utf8');
};

/** Says which settings moved inside the touched files that hold settings. */
export const withMoves = async (
  affected: readonly Affected[],
  before: Files,
  after: Files,
): Promise<Affected[]> => {
  const told = async (touch: Touch): Promise<Touch> =>
    touch.change !== 'changed' || touch.moves.length > 0 || !kindsWithSettings.has(touch.kind)
      ? touch
      : {
          ...touch,
          moves: movesInFile(await textOf(before, touch.path), await textOf(after, touch.path)),
        };
  return Promise.all(
    affected.map(async (one) => ({ ...one, touches: await Promise.all(one.touches.map(told)) })),
  );
};
