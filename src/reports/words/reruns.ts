import type { Report } from '../../domain/report.ts';
import type { Again } from '../../domain/row.ts';
import { outcomeOf } from './again.ts';
import { plural } from './numbers.ts';

const outcomes = ['confirmed', 'cleared', 'unresolved'] as const satisfies Again['outcome'][];

/** That cases were run again, and what came of it, in one sentence; empty where none was. */
export const rerunsText = ({ reruns, decision }: Report): string => {
  const evals = decision.rows.flatMap((row) => row.evals);
  const all = evals.flatMap((row) =>
    row.newlyFailing.flatMap((changed) => outcomeOf(row, changed) ?? []),
  );
  if (reruns === undefined || all.length === 0) return '';
  const told = outcomes.flatMap((outcome) => {
    const count = all.filter((one) => one === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  const were = all.length === 1 ? 'was' : 'were';
  const most = plural(reruns.perSide, 'time');
  return `${plural(all.length, 'case')} changed and ${were} run again, up to ${most} on each side: ${told.join(', ')}.`;
};
