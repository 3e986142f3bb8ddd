import type { Milestone } from './port.ts';

const timeOf = ({ dueOn }: Milestone): number => (dueOn === undefined ? NaN : Date.parse(dueOn));

/**
 * The milestone that new issues go into. `next`, the next sprint: of the open ones due in the future
 * the second, or the only one; any other word is a title. Undefined: there is none.
 */
export const chooseMilestone = (
  open: readonly Milestone[],
  wanted: string,
  now: Date,
): Milestone | undefined => {
  if (wanted !== 'next') return open.find(({ title }) => title === wanted);
  const coming = open
    .filter((milestone) => timeOf(milestone) > now.getTime())
    .toSorted((one, other) => timeOf(one) - timeOf(other));
  return coming[1] ?? coming[0];
};
