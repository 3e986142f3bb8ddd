/** Uniform draws from [0, 1). */
export type Chance = () => number;

/** A small generator of good quality (splitmix32), so that a seed gives the same worlds anywhere. */
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

/** A draw from Beta(a, b), by Jöhnk's method: two powers of uniforms, until their sum fits. */
export const beta = (chance: Chance, a: number, b: number): number => {
  for (;;) {
    const x = chance() ** (1 / a);
    const y = chance() ** (1 / b);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
};

/** 1 with probability `p`. */
export const toss = (chance: Chance, p: number): 1 | 0 => (chance() < p ? 1 : 0);
