import type * as z from 'zod';
import { Unusable, type AssertionType } from '../domain/assertion.ts';

/** A type of assertion: written with `prepare` typed by its keys, registered as one of many. */
export const defineAssertion = <Keys extends z.ZodRawShape>(
  type: AssertionType<Keys>,
): AssertionType => ({ ...type });

export type Refusal = { what: string; mend: string; key?: string };

/** What an attempt to make keys ready refuses, as a list, so that a linter can tell it early. */
export const refusalsOf = (attempt: () => unknown): Refusal[] => {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    const { message: what, mend, key } = error;
    return [{ what, mend, ...(key !== undefined && { key }) }];
  }
};
