import type { Baseline, StoredEval, StoredTarget } from '../domain/baseline.ts';
import {
  emptyTally,
  type MeasuredEval,
  type MeasuredJudge,
  type MeasuredTarget,
  type Tally,
} from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';

/** A case that was not reached has no verdict: it could not be measured. */
const missing = (trials: number): string => 'e'.repeat(trials);

const marksInOrder = (one: MeasuredEval, target: MeasuredTarget): string =>
  [...target.cases.keys()]
    .map((id) => (one.tally.marks.get(id) ?? missing(target.trials)).padEnd(target.trials, 'e'))
    .join('');

const judgeFacts = ({ labels, calibration, usage }: MeasuredJudge) => ({
  ...(labels !== undefined && { labels }),
  ...(calibration !== undefined && { calibration }),
  judged: usage,
});

const storedEval = (one: MeasuredEval, target: MeasuredTarget): StoredEval => ({
  rung: one.rung,
  target: one.target,
  fingerprint: one.fingerprint,
  deterministic: one.deterministic,
  measuredAt: one.measuredAt,
  marks: marksInOrder(one, target),
  ...(one.judge && judgeFacts(one.judge)),
});

const storedTarget = (target: MeasuredTarget, outputs: string[]): StoredTarget => ({
  fingerprint: target.fingerprint,
  ...(target.recordings !== undefined && { recordings: target.recordings }),
  ...(target.index !== undefined && { index: target.index }),
  measuredAt: target.measuredAt,
  trials: target.trials,
  models: target.models,
  usage: target.usage,
  cases: [...target.cases].map(([id, { input, whole }]) => [id, input, whole]),
  outputs,
});

/** What was measured, as it is stored. `outputs`: a target's paths on the data branch. */
export const toBaseline = (
  about: Pick<Baseline, 'commit' | 'branch' | 'at' | 'verdict'>,
  targets: readonly MeasuredTarget[],
  evals: readonly MeasuredEval[],
  outputs: ReadonlyMap<string, string[]>,
): Baseline => {
  const byName = new Map(targets.map((target) => [target.name, target]));
  return {
    schema: 1,
    ...about,
    targets: Object.fromEntries(
      targets.map((target) => [target.name, storedTarget(target, outputs.get(target.name) ?? [])]),
    ),
    evals: Object.fromEntries(
      evals.flatMap((one) => {
        const target = byName.get(one.target);
        return target === undefined ? [] : [[one.name, storedEval(one, target)]];
      }),
    ),
  };
};

/** The stored verdicts of one eval, case by case. */
export const tallyOf = (one: StoredEval, target: StoredTarget): Tally => {
  const tally = emptyTally();
  target.cases.forEach(([id], index) => {
    const from = index * target.trials;
    tally.marks.set(id, one.marks.slice(from, from + target.trials));
  });
  return tally;
};

/** The prints of a stored target's inputs, by which its cases are known again. */
export const inputsOf = (target: StoredTarget): Map<CaseId, string> =>
  new Map(target.cases.map(([id, input]) => [id, input]));
