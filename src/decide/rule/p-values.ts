import { fisherWorse, stratifiedFisherWorse } from '../statistics/fisher.ts';
import { signFlipWorse } from '../statistics/signflip.ts';
import type { Settings } from './options.ts';
import type { Rerun } from './reruns.ts';
import type { Subject } from './subject.ts';

export type Tested = {
  subject: Subject;
  /** Of the mode; undefined: it is not tested, and counts in no family. */
  pMode: number | undefined;
  /** Of each newly failing case that is run again. */
  pCases: ReadonlyMap<string, number>;
};

/** The re-runs that a mode's p-value stands on. */
export const completeReruns = ({ reruns }: Subject): Rerun[] =>
  reruns.filter(({ state }) => state === 'complete');

// A judge errs persistently on particular outputs, so its flips can be real and harmless: what is
// tested is whether they lean one way, not whether they are real.
const ofChangedCases = (subject: Subject): number => {
  const complete = completeReruns(subject);
  return subject.rung === 'judge'
    ? signFlipWorse(complete.map(({ difference }) => difference))
    : stratifiedFisherWorse(complete.map(({ table }) => table));
};

const ofFirstRuns = ({ rung, screen }: Subject): number =>
  rung === 'judge' ? signFlipWorse(screen.compared.map(({ flip }) => flip)) : screen.p1;

const ofMode = (subject: Subject, { rerunAvailable }: Settings): number | undefined => {
  const { rung, screen } = subject;
  if (rung === 'deterministic' || screen.compared.length === 0) return undefined;
  if (!rerunAvailable) return ofFirstRuns(subject);
  if (screen.triggered) return ofChangedCases(subject);
  // Every judge mode counts: under its null the trigger is not independent of the re-runs.
  return rung === 'judge' ? 1 : undefined;
};

const ofCase = ({ state, table }: Rerun): number => (state === 'complete' ? fisherWorse(table) : 1);

/** P-values of fresh runs only: the first runs chose the cases, so they point to harm by themselves. */
export const testMode = (subject: Subject, settings: Settings): Tested => ({
  subject,
  pMode: ofMode(subject, settings),
  pCases: new Map(
    subject.reruns.filter((one) => one.newlyFailing).map((one) => [one.case, ofCase(one)]),
  ),
});
