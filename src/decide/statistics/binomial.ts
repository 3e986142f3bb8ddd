import { lawOf, type Law } from './law.ts';

/** Heads in `n` tosses of a fair coin. */
export const fairCoins = (n: number): Law => lawOf(0, n, (k) => (n - k) / (k + 1));
