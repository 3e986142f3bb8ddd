import type { DefinedEval, Definitions } from '../domain/definitions.ts';
import type { LoopHealth } from '../domain/report.ts';

const dayMs = 24 * 60 * 60 * 1000;
const daysBetweenLooks = { day: 1, week: 7, month: 31 } as const;
const mostModes = 3;

/** Whole days between two moments, as ISO 8601 or milliseconds. */
export const daysSince = (then: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(then)) / dayMs));

/** Every eval above code is a debt, unless the team has said why it cannot be paid. */
const couldClimb = ({ eval: check }: DefinedEval): boolean =>
  check.rung === 'human' || (check.rung === 'judge' && check.convert.status === 'open');

/** The state of the loop: frequent modes nobody checks, judges that wait, and when someone last looked. */
export const loopHealth = ({ modes, evals, config, notes }: Definitions, now: Date): LoopHealth => {
  const days = notes.lastLooked === undefined ? undefined : daysSince(notes.lastLooked, now);
  const period = daysBetweenLooks[config.looking?.every ?? 'week'];
  return {
    modesWithoutEval: modes
      .filter(({ mode, seen }) => mode.evals.length === 0 && seen > 0)
      .toSorted((a, b) => b.seen - a.seen)
      .slice(0, mostModes)
      .map(({ id, mode, seen }) => ({ mode: id, name: mode.name, seen })),
    toClimb: evals.filter(couldClimb).map(({ name, eval: { rung } }) => ({ eval: name, rung })),
    opinions: modes.filter(({ mode }) => mode.opinion).length,
    daysSinceLooking: days,
    overdue: days === undefined || days > 2 * period,
  };
};
