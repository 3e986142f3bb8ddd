import type { Chance } from '../../src/chance.ts';

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
