import { inputsOf, tallyOf } from '../baseline/record.ts';
import type { Compared } from '../decide/compared.ts';
import { standingOf } from '../decide/judging/standing.ts';
import { daysSince } from '../decide/loop.ts';
import type { Baseline, StoredEval } from '../domain/baseline.ts';
import type { DefinedEval, Place } from '../domain/definitions.ts';
import {
  emptyTally,
  type MeasuredEval,
  type MeasuredJudge,
  type Tally,
} from '../domain/measurement.ts';
import type { CaseId } from '../domain/names.ts';
import { noUsage } from '../domain/output.ts';
import type { Work } from './work.ts';
import type { MeasuredSide } from './target-run.ts';

type Inputs = ReadonlyMap<CaseId, string>;
type Stored = { baseline: Baseline | undefined; latest: Baseline | undefined };

/** The verdicts of the base branch's latest run, if they were made by the same check. */
const latestTally = (
  { name, fingerprint }: Pick<MeasuredEval, 'name' | 'fingerprint'>,
  { latest }: Stored,
): Tally | undefined => {
  const stored = latest?.evals[name];
  const target = stored && latest?.targets[stored.target];
  return stored?.fingerprint === fingerprint && target ? tallyOf(stored, target) : undefined;
};

const inputsHere = (side: MeasuredSide): Inputs =>
  new Map([...side.target.cases].map(([id, { input }]) => [id, input]));

/** The evals of a target that was measured, beside the baseline. */
export const comparedMeasured = (
  side: MeasuredSide,
  places: ReadonlyMap<string, Place>,
  stored: Stored,
): Compared[] => {
  const headInputs = inputsHere(side);
  return side.evals.flatMap((head): Compared[] => {
    const place = places.get(head.name);
    const before = stored.baseline?.evals[head.name];
    const target = before && stored.baseline?.targets[before.target];
    const tally = side.baseline.get(head.name);
    const known = before !== undefined && target !== undefined && tally !== undefined;
    if (place === undefined) return [];
    return [
      {
        head,
        place,
        headInputs,
        baseline: !known
          ? undefined
          : tally === 'incomparable'
            ? tally
            : { tally, inputs: inputsOf(target), measuredAt: before.measuredAt },
        latest: latestTally(head, stored),
        carried: side.target.ran === 0 && before?.fingerprint === head.fingerprint,
        unmeasurable: undefined,
      },
    ];
  });
};

/** What is known of a judge that was not asked now. */
const storedJudge = (
  { labels, calibration }: StoredEval,
  { now, rules }: Pick<Work, 'now' | 'rules'>,
): MeasuredJudge => ({
  standing: standingOf({
    held: undefined,
    calibration,
    now,
    staleAfterDays: Number.parseInt(rules.gate.stale_after, 10),
  }),
  labels,
  calibration,
  ageDays: calibration === undefined ? 0 : daysSince(calibration.at, now),
  // It was not asked here.
  usage: noUsage(),
  people: new Map(),
});

/** An eval of a target that was not touched: the baseline's verdicts are this side's, too. */
export const comparedCarried = (
  { name, eval: check, place }: DefinedEval,
  { baseline }: Stored,
  work: Pick<Work, 'now' | 'rules'>,
): Compared | undefined => {
  const stored = baseline?.evals[name];
  const target = stored && baseline?.targets[stored.target];
  if (stored === undefined || target === undefined) return undefined;
  const tally = tallyOf(stored, target);
  const inputs = inputsOf(target);
  return {
    head: {
      ...stored,
      name,
      rung: check.rung,
      tally,
      ...(check.rung === 'judge' && { judge: storedJudge(stored, work) }),
    },
    place,
    headInputs: inputs,
    baseline: { tally, inputs, measuredAt: stored.measuredAt },
    latest: undefined,
    carried: true,
    unmeasurable: undefined,
  };
};

/** An eval about which nothing can be said, and why. */
export const comparedUnmeasurable = (
  { name, eval: check, place }: DefinedEval,
  fingerprint: string,
  commit: string,
  reason: string,
): Compared => ({
  head: {
    name,
    rung: check.rung,
    target: check.target,
    fingerprint,
    deterministic: true,
    measuredAt: commit,
    tally: emptyTally(),
  },
  place,
  headInputs: new Map(),
  baseline: undefined,
  latest: undefined,
  carried: false,
  unmeasurable: reason,
});
