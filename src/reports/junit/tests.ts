import type { CaseDetail, Report } from '../../domain/report.ts';
import type { ChangedCase, EvalRow, ModeRow, RowVerdict } from '../../domain/row.ts';
import { againText, outcomeOf } from '../words/again.ts';
import { rateText } from '../words/numbers.ts';

export type Outcome = { kind: 'failure' | 'error' | 'skipped'; message: string };

/** A JUnit test; one without an outcome passed. */
export type Test = {
  classname: string;
  name: string;
  outcome: Outcome | undefined;
  /** What it printed. */
  out: string;
};

/** How a reader of JUnit knows the verdicts that are no pass. */
const kinds: Partial<Record<RowVerdict, Outcome['kind']>> = {
  regressed: 'failure',
  'not measured': 'error',
  undecided: 'skipped',
  removed: 'skipped',
  'not comparable': 'skipped',
  accepted: 'skipped',
  advisory: 'skipped',
};

const evalTest = (row: EvalRow): Test => {
  const kind = kinds[row.verdict];
  return {
    classname: row.name,
    name: 'compared with the baseline',
    outcome: kind && { kind, message: [row.verdict, ...row.reasons].join('; ') },
    out: `baseline ${rateText(row.baseline)}, here ${rateText(row.head)}`,
  };
};

const failingOutcome = (row: EvalRow, changed: ChangedCase): Outcome => {
  const cleared = outcomeOf(row, changed) === 'cleared';
  const again = againText(row, changed);
  const what = `${cleared ? 'cleared by re-runs' : 'newly failing'}${again && ` (${again})`}`;
  return {
    kind: row.verdict === 'regressed' && !cleared ? 'failure' : 'skipped',
    message: changed.critique === '' ? what : `${what}: ${changed.critique}`,
  };
};

/** A newly failing case fails with its eval; cleared, or where the eval did not regress, it is told as skipped. */
const failingTests = (row: EvalRow, commands: ReadonlyMap<string, string>): Test[] =>
  row.newlyFailing.map((changed) => ({
    classname: row.name,
    name: changed.case,
    outcome: failingOutcome(row, changed),
    out: commands.get(keyOf(row.name, changed.case)) ?? '',
  }));

const erroredTests = (row: EvalRow): Test[] =>
  row.errors.map(({ case: id, reason }) => ({
    classname: row.name,
    name: id,
    outcome: { kind: 'error', message: reason },
    out: '',
  }));

const keyOf = (name: string, id: string): string => `${name} ${id}`;

export const commandsOf = (details: readonly CaseDetail[]): Map<string, string> =>
  new Map(details.map((one) => [keyOf(one.eval, one.case), one.command]));

/** A test an eval, and one each newly failing or errored case. */
export const testsOfMode = (row: ModeRow, commands: ReadonlyMap<string, string>): Test[] =>
  row.evals.flatMap((one) => [evalTest(one), ...failingTests(one, commands), ...erroredTests(one)]);

/** The gate itself: without it, a run that decided nothing would look green. */
export const gateTest = ({ decision }: Report, name: string, out: string): Test => ({
  classname: 'failmode',
  name: 'gate',
  outcome: decision.blocks ? { kind: 'failure', message: name } : undefined,
  out,
});
