import { didYouMean } from '../../definitions/words.ts';
import type { DefinedEval } from '../../domain/definitions.ts';
import { Failure } from '../../domain/failure.ts';

/**
 * The evals that a command is about: all of these, those of a mode, or one by its name. Throws a
 * `Failure` where there is none. `what`: `judge`, in messages.
 */
export const chooseEvals = <Kind extends DefinedEval>(
  evals: readonly Kind[],
  asked: string | undefined,
  what: string,
): Kind[] => {
  const named = evals.filter(
    ({ name, mode, eval: { id } }) => asked === undefined || [name, mode, id].includes(asked),
  );
  if (named.length > 0) return named;
  const names = evals.map(({ name }) => name);
  const known = names.length === 0 ? `no eval is a ${what}` : `known: ${names.join(', ')}`;
  const nameable = evals.flatMap(({ name, mode, eval: { id } }) => [mode, name, id]);
  const remedy = didYouMean(asked ?? '', nameable, 'name an eval as <mode>/<eval>');
  throw new Failure(
    `there is no ${what}${asked === undefined ? '' : ` \`${asked}\``}`,
    known,
    remedy,
  );
};
