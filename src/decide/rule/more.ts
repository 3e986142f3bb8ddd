import { fisherWorse, stratifiedFisherWorse, type Table } from '../statistics/fisher.ts';
import { signFlipWorse } from '../statistics/signflip.ts';
import type { Adjusted } from './adjust.ts';
import { atMost, type Settings } from './options.ts';
import { completeReruns, type Tested } from './p-values.ts';
import type { Rerun } from './reruns.ts';
import type { More } from './ruling.ts';

const factors = [2, 3, 4, 5, 6, 7, 8, 9, 10];

const times = ({ b, nB, h, nH }: Table, factor: number): Table => ({
  b: b * factor,
  nB: nB * factor,
  h: h * factor,
  nH: nH * factor,
});

/** The test that decides, and its p-value if there were `factor` times as much of the same evidence. */
type Decisive = { reruns: Rerun[]; adjusted: number; p: (factor: number) => number };

const byCase = ({ subject, pCases }: Tested, adjusted: Adjusted): Decisive => {
  const closest = [...pCases.values()].reduce((a, b) => Math.min(a, b), 1);
  const reruns = subject.reruns.filter((one) => pCases.get(one.case) === closest);
  const p = (factor: number): number =>
    reruns.reduce((worst, { table }) => Math.max(worst, fisherWorse(times(table, factor))), 0);
  return { reruns, adjusted: adjusted.pCases.get(reruns[0]?.case ?? '') ?? 1, p };
};

const byMode = ({ subject }: Tested, adjusted: Adjusted): Decisive => {
  const reruns = completeReruns(subject);
  const differences = reruns.map(({ difference }) => difference);
  const p = (factor: number): number =>
    subject.rung === 'judge'
      ? signFlipWorse(Array.from({ length: factor }, () => differences).flat())
      : stratifiedFisherWorse(reruns.map(({ table }) => times(table, factor)));
  return { reruns, adjusted: adjusted.pMode, p };
};

const decisive = (tested: Tested, adjusted: Adjusted): Decisive => {
  const mode = byMode(tested, adjusted);
  if (tested.subject.rung === 'judge' || tested.pCases.size === 0) return mode;
  const single = byCase(tested, adjusted);
  return single.adjusted <= mode.adjusted ? single : mode;
};

/** What would settle a suspicious mode: more re-runs, or, of a judge, more cases. */
export const moreFor = (tested: Tested, adjusted: Adjusted, settings: Settings): More => {
  const { reruns, adjusted: now, p } = decisive(tested, adjusted);
  const ratio = now / p(1);
  const factor = factors.find((f) => atMost(ratio * p(f), settings.alpha));
  if (factor === undefined) return { kind: 'cases' };
  if (tested.subject.rung === 'judge') {
    return { kind: 'cases', factor, total: factor * tested.subject.screen.compared.length };
  }
  const cases = reruns.map((one) => one.case);
  return { kind: 'reruns', perSide: (factor - 1) * settings.r, cases };
};
