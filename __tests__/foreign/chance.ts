/** Numbers that look random and are the same for the same seed (mulberry32). */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** `count` texts, each of 1 to 12 of the atoms in a row. */
export function* mixes(atoms: readonly string[], count: number, seed: number): Generator<string> {
  const next = numbers(seed);
  for (let made = 0; made < count; made += 1) {
    const length = 1 + Math.floor(next() * 12);
    yield Array.from({ length }, () => atoms[Math.floor(next() * atoms.length)]).join('');
  }
}
