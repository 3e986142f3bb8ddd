import type { DefinedEval } from '../../domain/definitions.ts';
import type { Eval } from '../../domain/mode.ts';

export type DefinedJudge = DefinedEval & { eval: Extract<Eval, { rung: 'judge' }> };

export const isJudge = (defined: DefinedEval): defined is DefinedJudge =>
  defined.eval.rung === 'judge';
