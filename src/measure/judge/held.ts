import { heldOut, type HeldOut } from '../../decide/judging/held-out.ts';
import type { Label } from '../../domain/label.ts';
import { unaskedVerdict } from '../../judges/unasked.ts';

export type Held = HeldOut & {
  /** Left out: decided without the judge, so they say nothing of it. */
  unasked: number;
};

/** The labels that a judge is measured on. */
export const heldLabels = (labels: readonly Label[]): Held => {
  const unseen = labels.filter(({ split }) => split !== 'train');
  const asked = unseen.filter((label) => unaskedVerdict(label) === undefined);
  return { ...heldOut(asked), unasked: unseen.length - asked.length };
};
