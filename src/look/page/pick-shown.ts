import type { Sampled } from '../../domain/looking.ts';

/** What an eval thought of a trace would lead its reader, as what people thought of it would. */
const leading: ReadonlySet<Sampled['pick']> = new Set(['mode', 'disagreement']);

/** Why a trace is in the sample, as far as its reader may know it by now. */
export const whyShown = ({ pick, why }: Sampled, judged: boolean): string | undefined =>
  judged || !leading.has(pick) ? why : undefined;

/** How it came into the sample, and why; undefined where by chance. */
export const pickShown = (sampled: Sampled, judged: boolean): string | undefined => {
  const { pick } = sampled;
  if (pick === 'random') return undefined;
  const word = leading.has(pick) && !judged ? 'picked' : pick;
  const why = whyShown(sampled, judged);
  return why === undefined ? word : `${word}: ${why}`;
};
