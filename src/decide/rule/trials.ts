/** One graded run of a case: 1 pass, 0 fail; null: it could not be graded, and counts as neither. */
export type Trial = 1 | 0 | null;

/** Mode → case → its trials, in run order. */
export type Trials = Record<string, Record<string, readonly Trial[]>>;

export type Cases = ReadonlyMap<string, readonly Trial[]>;

const isTrials = (trials: unknown): trials is readonly Trial[] =>
  Array.isArray(trials) && trials.every((one) => one === 1 || one === 0 || one === null);

const casesOf = (side: string, mode: string, cases: Record<string, readonly Trial[]>): Cases => {
  const read = new Map<string, readonly Trial[]>();
  // Not Object.entries: on many thousands of cases it takes longer than the whole decision.
  for (const id of Object.keys(cases)) {
    const trials = cases[id];
    if (!isTrials(trials)) {
      const where = `${side}[${JSON.stringify(mode)}][${JSON.stringify(id)}]`;
      throw new TypeError(`${where}: trials are a list of 1 (pass), 0 (fail) or null (not graded)`);
    }
    read.set(id, trials);
  }
  return read;
};

/** Keyed by foreign ids from here on: maps, so that no id is taken for a property. */
export const readTrials = (side: string, trials: Trials): ReadonlyMap<string, Cases> =>
  new Map(Object.entries(trials).map(([mode, cases]) => [mode, casesOf(side, mode, cases)]));
