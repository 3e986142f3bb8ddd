/** Uniform draws from [0, 1). */
export type Chance = () => number;

/** A small generator of good quality (splitmix32): a seed gives the same draws anywhere. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
};

/** A copy in an order by chance (Fisher and Yates). */
export const shuffled = <Item>(items: readonly Item[], chance: Chance): Item[] => {
  const deck = [...items];
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    [deck[last], deck[other]] = [deck[other] as Item, deck[last] as Item];
  }
  return deck;
};

/** A seed that follows from a text (FNV-1a): the same text draws the same sample anywhere. */
export const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 1;
};
