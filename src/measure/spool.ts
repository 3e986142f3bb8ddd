import type { Outputs } from '../baseline/outputs.ts';
import type { CaseId } from '../domain/names.ts';
import type { Produced } from '../domain/output.ts';

/** The outputs of one run of a target, kept outside memory until they are asked for. */
export type Spool = Outputs & {
  has(id: CaseId): boolean;
  /** So many bytes were put. */
  bytes(): number;
  put(id: CaseId, trial: number, produced: Produced): Promise<void>;
  close(): Promise<void>;
};
