import { type Law } from './law.ts';
/** Heads in `n` tosses of a fair coin. */
export declare const fairCoins: (n: number) => Law;
