import type { Report } from '../../domain/report.ts';
import type { EvalRow, RowVerdict } from '../../domain/row.ts';
import { grouped, plural } from './numbers.ts';

const uncompared: ReadonlySet<RowVerdict> = new Set([
  'not measured',
  'removed',
  'not comparable',
  'new',
]);

/** The drop, as a share, that so many cases can see. */
type Sight = { cases: number; drop: number };

/** Undefined where nothing was compared, or any break is seen. */
const sightOf = ({ detectableDrop, baseline, head, ...row }: EvalRow): Sight | undefined =>
  detectableDrop === undefined || baseline === undefined || head === undefined
    ? undefined
    : row.carriedFrom !== undefined || uncompared.has(row.verdict)
      ? undefined
      : { cases: Math.min(baseline.graded, head.graded), drop: detectableDrop };

/** Whether luck plays a part: cases of it that newly fail are run again where that is possible. */
export const isSampled = (row: EvalRow): boolean => sightOf(row) !== undefined;

const points = ({ drop }: Sight): string => plural(Math.max(1, Math.round(drop * 100)), 'point');

const seen = (sight: Sight): string => {
  const cases = plural(sight.cases, 'case');
  return sight.drop >= 1
    ? `With ${cases}, no drop is sure to be seen`
    : `With ${cases}, a drop of about ${points(sight)} is seen 4 times in 5`;
};

/** The smallest drop that this eval can see; empty where any break is seen. */
export const detectableText = (row: EvalRow): string => {
  const sight = sightOf(row);
  return sight === undefined ? '' : `${seen(sight)}.`;
};

/** The same for a whole table: of the eval that sees most, and of the one that sees least. */
export const detectableInAll = ({ decision }: Report): string => {
  const sights = decision.rows
    .flatMap((row) => row.evals.flatMap((one) => sightOf(one) ?? []))
    .toSorted((one, other) => one.drop - other.drop);
  const [most, least] = [sights[0], sights.at(-1)];
  if (most === undefined || least === undefined) return '';
  if (points(most) === points(least)) return `${seen(most)}.`;
  const few = least.drop >= 1 ? 'none is sure to be' : `one of about ${points(least)}`;
  return `${seen(most)}; with ${grouped(least.cases)}, ${few}.`;
};
