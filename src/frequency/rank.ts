import type { DefinedEval, DefinedMode } from '../domain/definitions.ts';
import type { EvalName, ModeId } from '../domain/names.ts';
import type { Estimate } from '../domain/row.ts';
import type { Share } from '../domain/taxonomy.ts';
import { changeOf, isBeyondLuck } from './change.ts';
import { observedRate, type Count } from './count.ts';
import type { CountedJudge, Counts, EvalFrequency, Frequency, Last } from './frequency.ts';
import type { Past, PastEval } from './history.ts';

type About = {
  judge: CountedJudge | undefined;
  /** By which the eval is known to be the same. */
  print: string;
  /** The largest share of traces that may not be measurable. */
  maxErrors: number;
  before: Past | undefined;
};

const lastOf = (
  { at, commit }: Past,
  past: PastEval,
  now: Pick<PastEval, 'print' | 'rate' | 'corrected'>,
): Last => {
  const known = { at, commit, rate: past.rate };
  if (past.print !== now.print) return { ...known, incomparable: 'the eval was changed since' };
  if (past.corrected !== now.corrected)
    return { ...known, incomparable: 'only one of the two is corrected' };
  const change = changeOf(past.rate, now.rate);
  return { ...known, change, beyondLuck: isBeyondLuck(change) };
};

const beforeOf = (past: Past | undefined, name: EvalName): PastEval | undefined =>
  Object.values(past?.modes ?? {}).find((evals) => Object.hasOwn(evals, name))?.[name];

const estimateOf = ({ value, lower, upper }: Estimate): Estimate => ({
  value,
  lower,
  upper,
});

/** An eval's counts as a rate, beside the last time's. */
export const evalFrequency = (
  { name, eval: { rung, target } }: DefinedEval,
  { sightings, ...count }: Count,
  { judge, print, maxErrors, before }: About,
): EvalFrequency => {
  const observed = observedRate(count, maxErrors);
  const corrected = observed && judge?.corrected;
  const rate = corrected === undefined ? observed : estimateOf(corrected);
  const past = beforeOf(before, name);
  const now = rate && { print, rate, corrected: corrected !== undefined };
  return {
    name,
    rung: rung === 'judge' ? 'judge' : 'code',
    target,
    ...count,
    observed,
    rate,
    ...(judge && { judge }),
    last: before && past && now && lastOf(before, past, now),
    sightings: sightings.map(({ trace, critique }) => ({ trace, critique })),
  };
};

const adviceOf = ({ judge }: EvalFrequency): string | undefined =>
  judge === undefined || judge.standing.state === 'calibrated' ? undefined : judge.standing.why;

const rateOf = ({ rate }: { rate: EvalFrequency['rate'] }): number => rate?.value ?? -1;

const worst = (evals: readonly EvalFrequency[]): EvalFrequency | undefined =>
  evals.toSorted((one, other) => rateOf(other) - rateOf(one))[0];

/** A judge that only advises decides where nothing that can be trusted was measured. */
const decisiveOf = (evals: readonly EvalFrequency[]): EvalFrequency | undefined => {
  const measured = evals.filter(({ rate }) => rate !== undefined);
  const trusted = measured.filter((one) => adviceOf(one) === undefined);
  return worst(trusted) ?? worst(measured) ?? evals.toSorted((a, b) => b.errors - a.errors)[0];
};

const countsOf = ({ traces, applicable, happened, errors }: Counts): Counts => ({
  traces,
  applicable,
  happened,
  errors,
});

/** A mode that no eval runs for: as people saw it. The traces they read grow, so nothing is compared. */
const asRead = ({ count, of, lower, upper }: Share) => {
  const seen = count > 0;
  return {
    by: seen ? ('people' as const) : undefined,
    eval: undefined,
    traces: of,
    applicable: of,
    happened: count,
    errors: 0,
    rate: seen ? { value: count / of, lower, upper } : undefined,
    advisory: undefined,
    last: undefined,
  };
};

const asMeasured = (decisive: EvalFrequency) => ({
  by: decisive.rung,
  eval: decisive.name,
  ...countsOf(decisive),
  rate: decisive.rate,
  advisory: adviceOf(decisive),
  last: decisive.last,
});

const frequencyOf = (
  { id, mode: { name, opinion } }: DefinedMode,
  evals: EvalFrequency[],
  read: Share,
): Frequency => {
  const decisive = decisiveOf(evals);
  const numbers = decisive === undefined ? asRead(read) : asMeasured(decisive);
  return { mode: id, name, opinion, ...numbers, evals, read };
};

const nobody: Share = { count: 0, of: 0, lower: 0, upper: 1 };

/** The failure modes with their evals' numbers, most frequent first. */
export const ranked = (
  modes: readonly DefinedMode[],
  evals: readonly EvalFrequency[],
  read: ReadonlyMap<ModeId, Share>,
): Frequency[] =>
  modes
    .map((mode) => {
      const own = evals.filter(({ name }) => name.startsWith(`${mode.id}/`));
      return frequencyOf(mode, own, read.get(mode.id) ?? nobody);
    })
    .toSorted(
      (one, other) =>
        rateOf(other) - rateOf(one) ||
        other.happened - one.happened ||
        (one.mode < other.mode ? -1 : 1),
    );
