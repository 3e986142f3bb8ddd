import type { EvalHistory, HistoryRun, TargetHistory } from '../domain/history.ts';
import type { EvalName } from '../domain/names.ts';
import type { Rate } from '../domain/row.ts';
import { stratifiedFisherWorse, type Table } from './statistics/fisher.ts';
import { holm } from './statistics/holm.ts';
import { signFlipWorse } from './statistics/signflip.ts';

/** Runs a side. */
export const runsCompared = 5;
/** So that in 40 merges that change nothing it is raised once in 25 histories, or less often. */
const level = 0.005;
const tolerance = 1e-9;

/** An eval whose newest runs are worse than its first, in steps that no gate could see. */
export type Drift = { eval: EvalName; before: Rate; now: Rate; /** ISO 8601. */ since: string };

type Counts = Pick<Rate, 'passed' | 'graded'>;

const countsOf = (runs: readonly HistoryRun[], at: number): Counts => {
  const marks = runs.map((run) => run.marks[at]);
  const passed = marks.filter((mark) => mark === 'p').length;
  return { passed, graded: passed + marks.filter((mark) => mark === 'f').length };
};

/** The cases that both sides graded, each pooled over the runs of a side. */
const tablesOf = ({ anchor, recent }: EvalHistory): Table[] =>
  Array.from({ length: recent[0]?.marks.length ?? 0 }, (_, at) => {
    const [before, now] = [countsOf(anchor, at), countsOf(recent, at)];
    return { b: before.passed, nB: before.graded, h: now.passed, nH: now.graded };
  }).filter(({ nB, nH }) => nB > 0 && nH > 0);

const mirrored = ({ b, nB, h, nH }: Table): Table => ({ b: h, nB: nH, h: b, nH: nB });

const isPassed = (passed: number, graded: number): number => Number(2 * passed > graded);

/**
 * P-value of "the newest runs pass less often": stratified by case; of a judge, who errs on the same
 * outputs again and again, by the signs of what changed for most runs of a case.
 */
const worse = ({ rung }: EvalHistory, tables: readonly Table[]): number =>
  rung === 'judge'
    ? signFlipWorse(tables.map(({ b, nB, h, nH }) => isPassed(b, nB) - isPassed(h, nH)))
    : stratifiedFisherWorse(tables);

const isFull = ({ anchor, recent }: EvalHistory): boolean =>
  anchor.length === runsCompared && recent.length === runsCompared;

const isWithin = (p: number): boolean => p <= level + tolerance;

/** The newest runs are better than the first, beyond luck: they are what is to be held from now on. */
export const hasRisen = (history: EvalHistory): boolean =>
  isFull(history) && isWithin(worse(history, tablesOf(history).map(mirrored)));

const pooled = (counts: readonly Counts[]): Rate => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  graded: counts.reduce((sum, { graded }) => sum + graded, 0),
});

const driftOf = (name: EvalName, { anchor }: EvalHistory, tables: readonly Table[]): Drift => ({
  eval: name,
  before: pooled(tables.map(({ b, nB }) => ({ passed: b, graded: nB }))),
  now: pooled(tables.map(({ h, nH }) => ({ passed: h, graded: nH }))),
  since: anchor[0]?.at ?? '',
});

/**
 * The evals that have drifted: the newest five runs against the first five, pooled by case, one-sided,
 * Holm over all evals that have ten runs.
 */
export const drifted = (histories: readonly TargetHistory[]): Drift[] => {
  const full = histories
    .flatMap(({ evals }) => Object.entries(evals))
    .filter(([, history]) => isFull(history))
    .map(([name, history]) => ({ name, history, tables: tablesOf(history) }));
  const adjusted = holm(full.map(({ history, tables }) => worse(history, tables)));
  return full
    .filter((_, at) => isWithin(adjusted[at] ?? 1))
    .map(({ name, history, tables }) => driftOf(name as EvalName, history, tables));
};
