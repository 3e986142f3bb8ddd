import { code, didYouMean, names } from '../definitions/words.ts';
import { Failure } from '../domain/failure.ts';
import type { TargetName } from '../domain/names.ts';
import type { Trace } from '../domain/trace.ts';

/** The target that a trace is of; undefined where that is not known. */
export type TargetOf = (trace: Pick<Trace, 'metadata'>) => TargetName | undefined;

const checked = (asked: string, targets: readonly TargetName[]): string => {
  if (targets.includes(asked)) return asked;
  const mend = didYouMean(asked, targets, `there is ${names(targets)}`);
  throw new Failure(`there is no target ${code(asked)}`, '`--target` names it', mend);
};

/**
 * Where there is one target, all traces are of it. Of several, a trace is of the one that its
 * `metadata.target` names, else of the one that was asked for.
 */
export const targetOf = (targets: readonly TargetName[], asked: string | undefined): TargetOf => {
  const other = asked === undefined ? undefined : checked(asked, targets);
  if (targets.length === 1) return () => targets[0];
  return ({ metadata }) => {
    const named = metadata?.['target'];
    return typeof named === 'string' && targets.includes(named) ? named : other;
  };
};
