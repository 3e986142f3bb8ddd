import type { Files } from '../domain/definitions.ts';

/**
 * The files of a commit, read from the checkout where both have the same content by Git's own hash:
 * a change touches few of them, and each that is asked of Git costs a process.
 */
export const sharedFiles = (commit: Files, checkout: Files): Files => {
  const sourceOf = async (path: string): Promise<Files> => {
    const [there, here] = await Promise.all([commit.tree(), checkout.tree()]);
    return there.has(path) && there.get(path) === here.get(path) ? checkout : commit;
  };
  return {
    tree: () => commit.tree(),
    read: async (path) => (await sourceOf(path)).read(path),
    async *lines(path) {
      yield* (await sourceOf(path)).lines(path);
    },
  };
};
