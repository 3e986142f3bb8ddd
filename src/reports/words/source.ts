import type { Source } from '../../climb/source.ts';

/** Whose verdicts they are: a judge's are nobody's but its own. */
export const saying: Record<Source, { who: string; fail: string; one: string }> = {
  labels: { who: 'people', fail: 'people fail', one: 'a person' },
  'recorded verdicts': { who: 'the judge', fail: 'the judge fails', one: 'the judge' },
};
