import type { Labels } from '../statistics/labels.ts';
import type { DecideOptions, ModeOptions, Rung, Settings } from './options.ts';
import { rerunsOf, type Rerun } from './reruns.ts';
import { screen, tally, type Screen } from './screen.ts';
import { readTrials, type Cases, type Trials } from './trials.ts';

/** One mode with all that is known of it, before any test. */
export type Subject = {
  mode: string;
  rung: Rung;
  /** Declared deterministic, yet trials of one case on one side differ: it is treated as sampled. */
  misdeclared: boolean;
  labels: Labels | undefined;
  humanLabels: ReadonlyMap<string, 1 | 0>;
  screen: Screen;
  reruns: Rerun[];
};

/** What is given of one mode. */
type Given = {
  mode: string;
  options: ModeOptions | undefined;
  first: Record<'baseline' | 'head', Cases | undefined>;
  fresh: Record<'baseline' | 'head', Cases | undefined>;
  labels: Record<string, 1 | 0> | undefined;
};

const disagree = (first: Cases | undefined, fresh: Cases | undefined): boolean =>
  [...(first ?? [])].some(([id, trials]) => {
    const { passes, graded } = tally([...trials, ...(fresh?.get(id) ?? [])]);
    return passes > 0 && passes < graded;
  });

const declaredRung = ({ mode, options, first }: Given): Rung => {
  const rung = options?.rung;
  if (rung === 'deterministic' || rung === 'sampled' || rung === 'judge') return rung;
  // Gone: how it was graded no longer matters.
  if (rung === undefined && first.head === undefined) return 'sampled';
  const name = JSON.stringify(mode);
  throw new TypeError(`modes[${name}].rung: give 'deterministic', 'sampled' or 'judge'`);
};

const subjectOf = (given: Given, settings: Settings): Subject => {
  const { mode, options, first, fresh } = given;
  const declared = declaredRung(given);
  const misdeclared =
    declared === 'deterministic' &&
    (disagree(first.baseline, fresh.baseline) || disagree(first.head, fresh.head));
  const rung = misdeclared ? 'sampled' : declared;
  const humanLabels = new Map(rung === 'judge' ? Object.entries(given.labels ?? {}) : []);
  const screened = screen(first.baseline, first.head, humanLabels, settings.trigger);
  const runsAgain = settings.rerunAvailable && rung !== 'deterministic';
  return {
    mode,
    rung,
    misdeclared,
    labels: options?.labels,
    humanLabels,
    screen: screened,
    reruns: runsAgain ? rerunsOf(mode, screened, fresh, settings) : [],
  };
};

/** Every mode of either side, screened, with its re-runs so far. */
export const subjectsOf = (
  baselineTrials: Trials,
  headTrials: Trials,
  { modes, fresh, humanLabels = {} }: DecideOptions,
  settings: Settings,
): Subject[] => {
  const baseline = readTrials('baselineTrials', baselineTrials);
  const head = readTrials('headTrials', headTrials);
  const freshBaseline = readTrials('fresh.baseline', fresh?.baseline ?? {});
  const freshHead = readTrials('fresh.head', fresh?.head ?? {});
  const options = new Map(Object.entries(modes));
  const labels = new Map(Object.entries(humanLabels));
  const ids = new Set([...options.keys(), ...baseline.keys(), ...head.keys()]);
  return [...ids].map((mode) => {
    const given: Given = {
      mode,
      options: options.get(mode),
      first: { baseline: baseline.get(mode), head: head.get(mode) },
      fresh: { baseline: freshBaseline.get(mode), head: freshHead.get(mode) },
      labels: labels.get(mode),
    };
    return subjectOf(given, settings);
  });
};
