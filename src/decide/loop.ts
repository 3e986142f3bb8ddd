import type { DefinedEval, Definitions, Looked } from '../domain/definitions.ts';
import type { LoopHealth } from '../domain/report.ts';

const dayMs = 24 * 60 * 60 * 1000;
const daysBetweenLooks = { day: 1, week: 7, month: 31 } as const;

/** Whole days between two moments, as ISO 8601 or milliseconds. */
export const daysSince = (then: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(then)) / dayMs));

/** Every eval above code is a debt, unless the team has said why it cannot be paid. */
const couldClimb = ({ eval: check }: DefinedEval): boolean =>
  check.rung === 'human' || (check.rung === 'judge' && check.convert.status === 'open');

/** When somebody last looked, by the notes of a side. */
export const lookedOf = ({ config, notes }: Pick<Definitions, 'config' | 'notes'>): Looked => ({
  last: notes.lastLooked,
  every: config.looking?.every ?? 'week',
});

/** How long nobody has looked, and whether that is too long. */
const lookedHealth = (
  { last, every }: Looked,
  now: Date,
): Pick<LoopHealth, 'daysSinceLooking' | 'overdue'> => {
  const days = last === undefined ? undefined : daysSince(last, now);
  const overdue = days === undefined || days > 2 * daysBetweenLooks[every];
  return { daysSinceLooking: days, overdue };
};

/** What is known of the loop where the definitions are invalid. `looked`: as far as it can be told. */
export const loopUndefined = (looked: Looked | undefined, now: Date): LoopHealth => ({
  modesWithoutEval: [],
  toClimb: [],
  opinions: 0,
  ...(looked ? lookedHealth(looked, now) : { daysSinceLooking: undefined, overdue: false }),
});

/** The state of the loop: frequent modes nobody checks, judges that wait, and when someone last looked. */
export const loopHealth = ({ modes, evals, config, notes }: Definitions, now: Date): LoopHealth => {
  return {
    modesWithoutEval: modes
      .filter(({ mode, seen }) => mode.evals.length === 0 && seen > 0)
      .toSorted((a, b) => b.seen - a.seen)
      .map(({ id, mode, seen }) => ({ mode: id, name: mode.name, seen })),
    toClimb: evals.filter(couldClimb).map(({ name, eval: { rung } }) => ({ eval: name, rung })),
    opinions: modes.filter(({ mode }) => mode.opinion).length,
    ...lookedHealth(lookedOf({ config, notes }), now),
  };
};
