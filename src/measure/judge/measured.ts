import { calibrate, type Answer } from '../../decide/judging/calibrate.ts';
import { minimumLabels } from '../../decide/judging/held-out.ts';
import type { Calibration } from '../../domain/judging.ts';
import type { Judge } from '../../judges/judge.ts';

import { openPool } from '../pool.ts';
import type { JudgeQuestion } from './question.ts';

/** Enough labels of both classes to say anything: otherwise the judge is not asked in vain. */
export const canMeasure = ({ held: { passes, fails } }: Pick<JudgeQuestion, 'held'>): boolean =>
  Math.min(passes, fails) >= minimumLabels;

/** Asks a judge about every label that its prompt was not written with, and counts. */
export const measureAgreement = async (
  judge: Judge,
  { held, print, labelsPrint }: Pick<JudgeQuestion, 'held' | 'print' | 'labelsPrint'>,
  { at, concurrency, onAnswer }: { at: string; concurrency: number; onAnswer?(done: number): void },
): Promise<Calibration> => {
  const answers: Answer[] = [];
  const pool = openPool(concurrency);
  for (const label of held.labels) {
    await pool.add(async () => {
      answers.push({ label, verdict: await judge.judge(label) });
      onAnswer?.(answers.length);
    });
  }
  await pool.idle();
  const order = new Map(held.labels.map(({ id }, index) => [id, index]));
  const inOrder = answers.toSorted(
    (a, b) => (order.get(a.label.id) ?? 0) - (order.get(b.label.id) ?? 0),
  );
  return calibrate(inOrder, { judge: print, labels: labelsPrint, at, on: held.on });
};
