import type { Budget } from '../domain/config.ts';

/** The meter of one run: every target and every judge share it. */
export type Meter = {
  /** Takes so many calls from the budget. A reason: there is none left, and none was taken. */
  admit(calls: number): string | undefined;
  /** Books what a run turned out to use beyond what was taken for it. */
  book(used: { calls: number; usd?: number }): void;
  /** Why a plan of so many calls does not fit; asked before the first call. */
  refuse(plannedCalls: number): string | undefined;
  readonly used: { readonly calls: number; readonly usd: number };
};

const usedUp = (amount: string) => `the budget of ${amount} is used up`;

/** Opens the meter; its minutes count from now. `now` is in milliseconds. */
export const openMeter = (budget: Budget, now: () => number): Meter => {
  const deadline = now() + budget.minutes * 60_000;
  const used = { calls: 0, usd: 0 };
  return {
    used,
    admit(calls) {
      if (now() >= deadline) return usedUp(`${budget.minutes} minutes`);
      if (calls === 0) return undefined;
      if (used.calls + calls > budget.calls) return usedUp(`${budget.calls} calls`);
      if (used.usd > 0 && used.usd >= budget.usd) return usedUp(`${budget.usd} USD`);
      used.calls += calls;
      return undefined;
    },
    book({ calls, usd = 0 }) {
      used.calls += calls;
      used.usd += usd;
    },
    refuse: (plannedCalls) =>
      plannedCalls > budget.calls - used.calls
        ? `${plannedCalls} calls are planned, and the budget is ${budget.calls} calls`
        : undefined,
  };
};
