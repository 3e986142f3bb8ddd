import { reasonOf } from '../assertions/quote.ts';
import { Unusable } from '../domain/assertion.ts';
import type { Finding } from './issues.ts';
import type { Path } from './path.ts';

/** Makes something ready, only to see whether it can be; a refusal is told at the key it names. */
export const trial = async (attempt: () => Promise<unknown>, at: Path): Promise<Finding[]> => {
  try {
    await attempt();
    return [];
  } catch (error) {
    const { mend, key } =
      error instanceof Unusable ? error : { mend: 'correct it', key: undefined };
    return [{ path: key === undefined ? at : [...at, key], what: reasonOf(error), mend }];
  }
};
