import { noUsage, type Usage } from '../domain/output.ts';

type Used = Omit<Usage, 'seconds'> & { seconds?: number };

/** Adds what was used; a cost is known as soon as one part of it is. */
export const addUsage = (usage: Usage, used: Used): void => {
  usage.calls += used.calls;
  usage.inputTokens += used.inputTokens;
  usage.outputTokens += used.outputTokens;
  usage.seconds += used.seconds ?? 0;
  if (used.usd !== undefined) usage.usd = (usage.usd ?? 0) + used.usd;
};

export const sumOfUsage = (usages: readonly Usage[]): Usage => {
  const total = noUsage();
  for (const usage of usages) addUsage(total, usage);
  return total;
};
