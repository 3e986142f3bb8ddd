import type { Report } from '../../src/domain/report.ts';

/** How many cases passed, failed and could not be measured. */
export type Counts = { passed: number; failed: number; errors: number };

/** The counts of each failure mode's one eval, out of `failmode check --json`. */
export const countsOf = (resultsJson: string): Record<string, Counts> => {
  const { decision } = JSON.parse(resultsJson) as Report;
  return Object.fromEntries(
    decision.rows.map(({ mode, evals: [row] }) => {
      const { passed = 0, graded = 0 } = row?.head ?? {};
      return [mode, { passed, failed: graded - passed, errors: row?.errors.length ?? 0 }];
    }),
  );
};
