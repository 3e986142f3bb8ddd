import { betaBinomialUpper } from '../statistics/betabinomial.ts';
import type { Labels } from '../statistics/labels.ts';
import { wilson } from '../statistics/wilson.ts';
import { atMost, type Settings } from './options.ts';
import type { Reason } from './ruling.ts';
import type { Subject } from './subject.ts';

/** Why a judge may not block; undefined: it may. */
export const distrust = (
  labels: Labels | undefined,
  { minLabels }: Settings,
): Extract<Reason, 'no_labels' | 'too_few_labels' | 'judge_not_better_than_chance'> | undefined => {
  if (labels === undefined) return 'no_labels';
  const { tp, fn, tn, fp } = labels;
  if (!(Math.min(tp + fn, tn + fp) >= minLabels)) return 'too_few_labels';
  const knows = wilson(tp, tp + fn).lower + wilson(tn, tn + fp).lower;
  return knows > 1 ? undefined : 'judge_not_better_than_chance';
};

/**
 * The chance that the judge alone fails as many of the head's outputs, were all of them good. Suites
 * are curated until the baseline passes, so any rewording regresses to the judge's own error.
 */
export const floorOf = ({ screen: { compared } }: Subject, { tp, fn }: Labels): number =>
  betaBinomialUpper(compared.filter(({ fails }) => fails).length, compared.length, fn + 1, tp + 1);

/** What a judge mode that is worse beyond luck comes to. */
export const judgeWorse = (
  subject: Subject,
  settings: Settings,
): { blocks: boolean; reasons: Reason[]; pFloor?: number } => {
  const { labels } = subject;
  const why = distrust(labels, settings);
  if (labels === undefined || why !== undefined) {
    return { blocks: false, reasons: ['mode_confirmed_worse', why ?? 'no_labels'] };
  }
  const pFloor = floorOf(subject, labels);
  return atMost(pFloor, settings.alpha)
    ? { blocks: true, reasons: ['mode_confirmed_worse'], pFloor }
    : { blocks: false, reasons: ['mode_confirmed_worse', 'within_judge_error'], pFloor };
};
