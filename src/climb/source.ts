import { climb, type Climb, type ClimbOptions } from './climb.ts';
import { minimumExamples } from './limits.ts';
import type { Example } from './sample.ts';

/** Whose verdicts code is held against: people's, or what the judge said of outputs. */
export type Source = 'labels' | 'recorded verdicts';

const isEnough = (examples: readonly Example[]): boolean =>
  (['pass', 'fail'] as const).every(
    (wanted) => examples.filter(({ label }) => label === wanted).length >= minimumExamples,
  );

/** Nobody has said that the judge is right, so code that says the same replaces nothing yet. */
const unready = (search: Climb): Climb =>
  search.outcome === 'proposals'
    ? { ...search, proposals: search.proposals.map((one) => ({ ...one, ready: false })) }
    : search;

/** Searches over people's labels; where these are too few, over what the judge said. */
export const climbOver = async (
  labelled: readonly Example[],
  recorded: () => Promise<readonly Example[]>,
  options: ClimbOptions,
): Promise<{ source: Source; search: Climb }> => {
  const said = isEnough(labelled) ? [] : await recorded();
  return isEnough(said)
    ? { source: 'recorded verdicts', search: unready(await climb(said, options)) }
    : { source: 'labels', search: await climb(labelled, options) };
};
