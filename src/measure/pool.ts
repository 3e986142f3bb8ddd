/** Runs tasks at once, but no more than so many: whoever adds one waits for room. */
export type Pool = {
  add(task: () => Promise<void>): Promise<void>;
  /** Waits for all of them; throws what the first of them threw. */
  idle(): Promise<void>;
};

export const openPool = (most: number): Pool => {
  const running = new Set<Promise<void>>();
  let failed: { error: unknown } | undefined;
  return {
    async add(task) {
      while (running.size >= most) await Promise.race(running);
      const one = task()
        .catch((error: unknown) => {
          failed ??= { error };
        })
        .finally(() => running.delete(one));
      running.add(one);
    },
    async idle() {
      await Promise.all(running);
      if (failed !== undefined) throw failed.error;
    },
  };
};
