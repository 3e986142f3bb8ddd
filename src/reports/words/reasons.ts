import type { Decision, RunVerdict } from '../../domain/decision.ts';

/** Verdicts whose reasons nothing else tells: not the heading, the table or the list of problems. */
const unexplained: ReadonlySet<RunVerdict> = new Set(['not-measured', 'undecided', 'no-baseline']);

/** The reasons that a reader does not see otherwise. */
export const untold = ({ verdict, reasons }: Decision): string[] =>
  unexplained.has(verdict) ? reasons : [];
