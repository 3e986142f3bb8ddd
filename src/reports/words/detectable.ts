import type { Report } from '../../domain/report.ts';
import type { EvalRow, RowVerdict } from '../../domain/row.ts';
import { grouped, plural } from './numbers.ts';

const uncompared: ReadonlySet<RowVerdict> = new Set([
  'not measured',
  'removed',
  'not comparable',
  'new',
]);

/** Luck plays a part in what was compared here. */
const isSampled = (row: EvalRow): boolean =>
  row.detectableDrop !== undefined && row.carriedFrom === undefined && !uncompared.has(row.verdict);

/** Some case newly fails where luck plays a part, and was not run again. */
export const isUnproven = (row: EvalRow): boolean =>
  isSampled(row) && row.newlyFailing.some(({ again }) => again === undefined);

/** The drop, as a share, that so many cases can see. */
type Sight = { cases: number; drop: number };

/** Undefined where nothing was compared, any break is seen, or the re-runs that see it are missing. */
const sightOf = (row: EvalRow): Sight | undefined => {
  const { detectableDrop: drop, baseline, head } = row;
  if (drop === undefined || baseline === undefined || head === undefined) return undefined;
  if (!isSampled(row) || isUnproven(row)) return undefined;
  return { cases: Math.min(baseline.graded, head.graded), drop };
};

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
  if (most.cases === least.cases || points(most) === points(least)) return `${seen(least)}.`;
  const few = least.drop >= 1 ? 'none is sure to be' : `one of about ${points(least)}`;
  return `${seen(most)}; with ${grouped(least.cases)}, ${few}.`;
};
