import type { Calibration } from '../../domain/judging.ts';
import type { Label } from '../../domain/label.ts';

/** Labels of each class before agreement says anything. */
export const minimumLabels = 20;

const counts = (labels: readonly Label[]) => {
  const passes = labels.filter(({ label }) => label === 'pass').length;
  return { passes, fails: labels.length - passes };
};

const isEnough = (labels: readonly Label[]): boolean => {
  const { passes, fails } = counts(labels);
  return Math.min(passes, fails) >= minimumLabels;
};

export type HeldOut = { on: Calibration['on']; labels: Label[]; passes: number; fails: number };

/**
 * The labels on which a judge is measured: `test`, which nobody looked at while the prompt was
 * written. Where that has too few of a class, `dev` counts as well, and this is said.
 */
export const heldOut = (labels: readonly Label[]): HeldOut => {
  const test = labels.filter(({ split }) => split === 'test');
  const both = labels.filter(({ split }) => split !== 'train');
  const alone = isEnough(test) || both.length === test.length;
  const chosen = alone ? test : both;
  return { on: alone ? 'test' : 'dev and test', labels: chosen, ...counts(chosen) };
};
