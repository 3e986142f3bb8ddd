/** Letters that do something else in grouping. */
const taken = 'gjku';
const alphabet = Array.from('abcdefghijklmnopqrstuvwxyz').filter(
  (letter) => !taken.includes(letter),
);

type Named = { id: string; name: string };

/**
 * A letter for each failure mode, of its own name where one is free. Those that had one keep it; with
 * more modes than letters some have none.
 */
export const lettersFor = (
  modes: readonly Named[],
  before: ReadonlyMap<string, string>,
): Map<string, string> => {
  const letters = new Map(
    modes.flatMap(({ id }) => {
      const letter = before.get(id);
      return letter === undefined ? [] : [[id, letter] as const];
    }),
  );
  const used = new Set(letters.values());
  for (const { id, name } of modes) {
    if (letters.has(id)) continue;
    const wanted = [...Array.from(name.toLowerCase()), ...alphabet];
    const letter = wanted.find((each) => alphabet.includes(each) && !used.has(each));
    if (letter === undefined) break;
    letters.set(id, letter);
    used.add(letter);
  }
  return letters;
};
