import { type EvalRow, type ModeRow, rowVerdicts } from '../../domain/row.ts';
import { clearedCount, stillFailing } from './again.ts';
import { judgeNote } from './judges.ts';
import { plural } from './numbers.ts';
import { type Phrase, quoted, say } from './phrase.ts';

const rank = (row: { verdict: ModeRow['verdict'] }): number => rowVerdicts.indexOf(row.verdict);
const harm = ({ decisive }: ModeRow): number =>
  decisive === undefined ? 0 : stillFailing(decisive).length;

/** Worst verdict first; of the same verdict, the one with the most newly failing cases. */
export const worstFirst = (rows: readonly ModeRow[]): ModeRow[] =>
  rows.toSorted((one, other) => rank(one) - rank(other) || harm(other) - harm(one));

export const evalsWorstFirst = (evals: readonly EvalRow[]): EvalRow[] =>
  evals.toSorted((one, other) => rank(one) - rank(other));

type Counts = { errors: number; skips: number; already: number };

const countsOf = (row: ModeRow): Counts => ({
  errors: row.evals.reduce((sum, one) => sum + one.errors.length, 0),
  skips: row.evals.reduce((sum, one) => sum + one.passesSkipped.length, 0),
  already: row.evals.reduce((sum, one) => sum + one.alreadyFailing.length, 0),
});

/** Nothing in this row asks for a reader's attention. */
export const isQuiet = (row: ModeRow): boolean => {
  const { errors, skips, already } = countsOf(row);
  return row.verdict === 'same' && errors + skips + already === 0;
};

const accepted = 'accepted ';

/** An accepted row says by whom, and why: `by alice: the tour desk confirms by phone`. */
const acceptance = ({ verdict, decisive }: ModeRow): Phrase[] =>
  verdict !== 'accepted' || decisive === undefined
    ? []
    : decisive.reasons
        .filter((reason) => reason.startsWith(`${accepted}by `))
        .map((reason) => quoted(reason.slice(accepted.length), 160));

/** A row that a judge decided says how far to trust it. */
const judging = ({ decisive, verdict }: ModeRow): Phrase[] =>
  decisive?.judge === undefined || verdict === 'same'
    ? []
    : [judgeNote({ ...decisive, judge: decisive.judge })];

/** What the numbers of a row leave out, in plain words. */
export const rowNotes = (row: ModeRow, branch: string | undefined): Phrase[] => {
  const { errors, skips, already } = countsOf(row);
  const added = row.verdict === 'new' ? 0 : (row.decisive?.added ?? 0);
  const removed = row.decisive?.removed ?? 0;
  const cleared = clearedCount(row.evals);
  return [
    ...acceptance(row),
    ...judging(row),
    ...(cleared > 0 ? [[`${plural(cleared, 'case')} cleared by re-runs`]] : []),
    ...(errors > 0 ? [[`${plural(errors, 'case')} could not be measured`]] : []),
    ...(skips > 0
      ? [[skips === 1 ? '1 pass became a skip' : `${plural(skips, 'pass', 'passes')} became skips`]]
      : []),
    ...(already > 0 ? [say`${already} already failing on ${branch ?? ['the base branch']}`] : []),
    ...(added > 0 ? [[plural(added, 'new case')]] : []),
    ...(removed > 0 ? [[plural(removed, 'case removed', 'cases removed')]] : []),
  ];
};
