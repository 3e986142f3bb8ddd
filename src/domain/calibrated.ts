import type { Calibration, Standing } from './judging.ts';
import type { Split } from './label.ts';
import type { EvalName } from './names.ts';
import type { JudgeRow } from './row.ts';

/** One judge measured against people: what `failmode calibrate` tells. */
export type CalibratedJudge = Omit<JudgeRow, 'standing'> & {
  name: EvalName;
  standing: Standing;
  /** As the model is called at its endpoint. */
  model: string;
  labels: Record<Split, number>;
  /** Undefined where there were too few labels to ask about. */
  matrix: Pick<Calibration, 'tp' | 'fn' | 'tn' | 'fp' | 'errors'> | undefined;
  /** The judge's pass rate on the outputs of the baseline, that `corrected` corrects. */
  observed: { passed: number; graded: number; commit: string } | undefined;
};
